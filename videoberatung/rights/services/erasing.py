"""What is due goes. Derived from the rows, so a crash anywhere is healed by the next run."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

import structlog
from django.db import Error, transaction

from videoberatung.accounts.models import User
from videoberatung.backups.deletions import note_deletion
from videoberatung.mail.services import LONGEST_ATTEMPT
from videoberatung.privacy.holdings import (
    Subject,
    held_about_people,
    held_about_practices,
)
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.noted import ACCOUNT_ERASED, PRACTICE_CLOSED
from videoberatung.rights.ownership import led_alone_by
from videoberatung.rights.services.announcing import announce_closing
from videoberatung.trail.services import record

log = structlog.get_logger()

AT_A_TIME = 100


def erase_what_is_due(now: datetime) -> int:
    """Close practices, then erase accounts, a transaction each; how many there were.

    One that fails does not keep the others from it; its error is raised at the end.
    """
    closings, endings = PracticeClosing.objects, AccountEnding.objects
    rests = closings.with_rest().closed_before(now - LONGEST_ATTEMPT)
    work: tuple[tuple[Callable[..., bool], Iterable[UUID]], ...] = (
        (close_practice, closings.due(now).values_list("id", flat=True)[:AT_A_TIME]),
        (erase_rest, rests.values_list("id", flat=True)[:AT_A_TIME]),
        (erase_account, endings.due(now).values_list("id", flat=True)[:AT_A_TIME]),
    )
    done, failure = 0, None
    for step, ids in work:
        for row in list(ids):
            try:
                done += step(row, now=now)
            except Error:
                raise
            except Exception as error:  # raised again below, after the others
                log.error("erasure_failed", kind=step.__name__, exc_info=error)
                failure = error
    if failure is not None:
        raise failure
    return done


@transaction.atomic
def erase_account(ending_id: UUID, *, now: datetime) -> bool:
    """Erase all that is held about a person; False if it was undone or has to wait."""
    ending = AccountEnding.objects.select_for_update().due(now).filter(id=ending_id).first()
    if ending is None or _has_to_wait(ending, now):
        return False
    person = subject_of(ending.user)
    erase_person(person, now)
    note_deletion(ACCOUNT_ERASED, person.id, at=now)
    record("account.erased", practice=None, actor=None, subject=person.id)
    log.info("account_erased", user=str(person.id))
    return True


@transaction.atomic
def close_practice(closing_id: UUID, *, now: datetime) -> bool:
    closing = PracticeClosing.objects.select_for_update().due(now).filter(id=closing_id).first()
    if closing is None:
        return False
    practice = Subject(closing.practice_id)
    erase_practice(closing, now)
    note_deletion(PRACTICE_CLOSED, practice.id, at=now)
    record("practice.closed", practice=practice.id, actor=None, subject=practice.id)
    log.info("practice_closed", practice=str(practice.id))
    return True


def erase_person(person: Subject, now: datetime) -> None:
    """Within the caller's transaction; may run again."""
    for holding in held_about_people():
        holding.erase(person, now)


def erase_practice(closing: PracticeClosing, now: datetime) -> None:
    """Within the caller's transaction; may run again."""
    for holding in held_about_practices():
        holding.erase(Subject(closing.practice_id), now)
    closing.closed_at = closing.closed_at or now
    closing.save(update_fields=["closed_at"])


@transaction.atomic
def erase_rest(closing_id: UUID, *, now: datetime) -> bool:
    """What the last mails of a closed practice needed."""
    closing = PracticeClosing.objects.select_for_update().with_rest().get(id=closing_id)
    for holding in held_about_practices():
        if holding.erase_rest is not None:
            holding.erase_rest(Subject(closing.practice_id), now)
    closing.rest_erased_at = now
    closing.save(update_fields=["rest_erased_at"])
    return True


def subject_of(user: User) -> Subject:
    known = user.emailaddress_set.values_list("email", flat=True)
    return Subject(user.id, frozenset(address.lower() for address in (user.email, *known)))


def _has_to_wait(ending: AccountEnding, now: datetime) -> bool:
    """Whether a practice would be left without an owner: then it is given notice for first.

    So it is when the other owner went while the time ran.
    """
    closings = [announce_closing(one, by=None, now=now) for one in led_alone_by(ending.user)]
    if not closings:
        return False
    ending.ends_at = max(closing.ends_at for closing in closings)
    ending.save(update_fields=["ends_at"])
    return True
