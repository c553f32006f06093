"""A copy of one's data: asked for in the account, made by the worker, fetched within a day."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone, translation

from videoberatung.accounts.models import User
from videoberatung.base.sealing import seal_bytes, unseal_bytes
from videoberatung.jobs.wake import wake_on_commit
from videoberatung.mail.services import queue_mail
from videoberatung.privacy.disclosure import shares_of
from videoberatung.rights.copies import archive_of, in_order
from videoberatung.rights.kinds import COPY_READY
from videoberatung.rights.models import DataCopy
from videoberatung.rights.services.erasing import subject_of
from videoberatung.trail.services import record

log = structlog.get_logger()

KEPT = timedelta(hours=24)
COPIES_PER_ROUND = 5


@transaction.atomic
def request_copy(user: User, *, now: datetime) -> DataCopy:
    """Have one made; who asks again before it is there gets that one, afterwards a new one."""
    user = User.objects.select_for_update().get(id=user.id)
    waiting = DataCopy.objects.waiting().filter(user=user).first()
    if waiting is not None:
        return waiting
    DataCopy.objects.filter(user=user).delete()
    copy = DataCopy.objects.create(user=user, requested_at=now, expires_at=now + KEPT)
    record("account.copy_requested", practice=None, actor=user.id, subject=user.id)
    wake_on_commit()
    return copy


def copy_of(user: User, *, now: datetime) -> DataCopy | None:
    """One that is asked for or can be fetched; without its content."""
    return DataCopy.objects.filter(user=user, expires_at__gt=now).defer("sealed").first()


def content_of_copy(user: User, *, now: datetime) -> bytes | None:
    """The ZIP file; None when there is none to fetch."""
    ready = DataCopy.objects.ready(now).filter(user=user).first()
    return unseal_bytes(bytes(ready.sealed)) if ready else None


def make_copies(now: datetime) -> bool:
    """Make a few that were asked for; True when more wait."""
    waiting = list(DataCopy.objects.waiting().values_list("id", flat=True)[:COPIES_PER_ROUND])
    for copy_id in waiting:
        _make(copy_id, now)
    return len(waiting) == COPIES_PER_ROUND


@transaction.atomic
def _make(copy_id: UUID, now: datetime) -> None:
    copies = DataCopy.objects.select_for_update(of=("self",)).waiting().select_related("user")
    copy = copies.filter(id=copy_id).first()
    if copy is None:
        return
    with translation.override(copy.user.language), timezone.override(copy.user.zone):
        archive = archive_of(in_order(shares_of(subject_of(copy.user))), made_at=now)
    copy.sealed, copy.ready_at, copy.expires_at = seal_bytes(archive), now, now + KEPT
    copy.save(update_fields=["sealed", "ready_at", "expires_at"])
    queue_mail(COPY_READY, copy.id, until=copy.expires_at)
    log.info("data_copy_made", user=str(copy.user_id))
