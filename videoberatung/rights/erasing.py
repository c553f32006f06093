"""What becomes of this app's own rows. Called within the caller's transaction."""

from datetime import datetime

from videoberatung.privacy.holdings import Subject
from videoberatung.rights.models import AccountEnding, Notice, PracticeClosing


def forget_the_notice(person: Subject, _now: datetime) -> None:
    AccountEnding.objects.filter(user=person.id).delete()
    Notice.objects.filter(user=person.id).update(user=None, sealed="")
    PracticeClosing.objects.filter(announced_by=person.id).update(announced_by=None)


def forget_who_closed(practice: Subject, _now: datetime) -> None:
    PracticeClosing.objects.filter(practice=practice.id).update(announced_by=None)
    Notice.objects.filter(practice=practice.id).update(practice=None)
