from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.consents import PICTURE
from videoberatung.accounts.models import Picture, User
from videoberatung.accounts.portraits import Portrait
from videoberatung.privacy.consents import give_consent, withdraw_consent
from videoberatung.privacy.erasure import leave_no_rest
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def show_picture(person: User, portrait: Portrait, *, shown: str, now: datetime) -> Picture:
    """Show this picture of the person from now on, instead of an earlier one.

    `shown` is the hash of the text they agreed to by sending it. Raises
    RefusedError("consent_text_changed").
    """
    _one_after_the_other(person)
    give_consent(person.id, PICTURE, shown=shown, now=now)
    Picture.objects.filter(user=person).delete()
    picture = Picture.objects.create(user=person, content=portrait.content, small=portrait.small)
    record("picture.added", practice=None, actor=person.id, subject=picture.id)
    transaction.on_commit(leave_no_rest)  # of the earlier one
    log.info("picture_added")
    return picture


@transaction.atomic
def withdraw_picture(person: User, *, now: datetime) -> None:
    """End the consent and delete the picture. Nothing happens where there is neither."""
    _one_after_the_other(person)
    picture = Picture.objects.filter(user=person).first()
    count = withdraw_consent(person.id, PICTURE.purpose, now=now)
    if picture is None and not count:
        return
    Picture.objects.filter(user=person).delete()
    subject = picture.id if picture else None
    record("picture.withdrawn", practice=None, actor=person.id, subject=subject)
    transaction.on_commit(leave_no_rest)
    log.info("picture_withdrawn")


def _one_after_the_other(person: User) -> None:
    """Two windows at once would both find no picture and both add one."""
    User.objects.select_for_update().get(id=person.id)
