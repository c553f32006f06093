from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.utils import timezone

from videoberatung.privacy.erasure import erase_expired
from videoberatung.trail.models import Entry
from videoberatung.trail.services import record

pytestmark = pytest.mark.django_db


def test_a_step_is_kept_with_who_and_what():
    practice, actor, subject = uuid4(), uuid4(), uuid4()
    record("appointment.cancelled", practice=practice, actor=actor, subject=subject)
    entry = Entry.objects.get()
    assert (entry.practice, entry.actor, entry.subject) == (practice, actor, subject)
    assert entry.action == "appointment.cancelled"
    assert timezone.now() - entry.at < timedelta(minutes=1)


@pytest.mark.parametrize("action", ["", "cancelled", "appointment.cancelled for Erika", "a.b\n"])
def test_a_trail_takes_no_text(action):
    with pytest.raises(ValueError, match="two words"):
        record(action, practice=None, actor=None, subject=None)


def test_a_step_of_a_change_that_failed_is_not_kept():
    with suppress(ZeroDivisionError), transaction.atomic():
        record("appointment.cancelled", practice=None, actor=None, subject=None)
        raise ZeroDivisionError
    assert not Entry.objects.exists()


def test_nobody_can_change_an_entry():
    record("appointment.cancelled", practice=None, actor=uuid4(), subject=None)
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        Entry.objects.update(actor=uuid4())


def test_an_entry_goes_after_a_year():
    record("appointment.cancelled", practice=None, actor=uuid4(), subject=None)
    year = timedelta(days=365)
    erase_expired(timezone.now() + year - timedelta(days=1))
    assert Entry.objects.count() == 1
    erase_expired(timezone.now() + year)
    assert Entry.objects.count() == 0
