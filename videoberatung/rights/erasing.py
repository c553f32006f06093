"""What becomes of this app's own rows. Called within the caller's transaction."""

from datetime import datetime

from videoberatung.privacy.holdings import Subject
from videoberatung.rights.models import (
    AccountEnding,
    DataCopy,
    DataRequest,
    Notice,
    PracticeClosing,
)


def forget_the_notice(person: Subject, _now: datetime) -> None:
    AccountEnding.objects.filter(user=person.id).delete()
    Notice.objects.filter(user=person.id).update(user=None, sealed="")
    PracticeClosing.objects.filter(announced_by=person.id).update(announced_by=None)


def forget_who_closed(practice: Subject, _now: datetime) -> None:
    PracticeClosing.objects.filter(practice=practice.id).update(announced_by=None)
    Notice.objects.filter(practice=practice.id).update(practice=None)


def forget_the_copy(person: Subject, _now: datetime) -> None:
    DataCopy.objects.filter(user=person.id).delete()


def has_asked(person: Subject) -> bool:
    return DataRequest.objects.filter(user=person.id).exists()


def forget_requests(person: Subject, _now: datetime) -> None:
    """What is answered; the rest waits for its answer, which goes to an address of theirs."""
    requests = DataRequest.objects.filter(user=person.id)
    requests.answered().update(email="", sealed_name="", sealed_text="", sealed_answer="")
    requests.update(user=None)
