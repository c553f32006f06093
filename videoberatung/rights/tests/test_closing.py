from datetime import timedelta

import pytest

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services.calling_off import CANCELLED
from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.mail.registry import renderer_of
from videoberatung.mail.services import LONGEST_ATTEMPT
from videoberatung.practices.models import (
    Acceptance,
    BankAccount,
    Logo,
    Membership,
    OpeningHours,
    Practice,
    TeamInvitation,
)
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.rights.models import PracticeClosing
from videoberatung.rights.services import announce_closing, erase_what_is_due, undo_closing
from videoberatung.rights.services.empty_rows import remove_empty_rows
from videoberatung.rights.terms import proof_ends_at
from videoberatung.rights.tests.factories import DAY, END, MINUTE, NOW, queued, steps

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def make_full_practice() -> Membership:
    """An owner, and a row of everything a practice has."""
    practice = make_practice("Praxis am Ende")
    Practice.objects.filter(id=practice.id).update(
        street="Weg 1",
        postal_code="10115",
        city="Berlin",
        email="praxis@example.org",
        contact_name="Ada Sommer",
        contact_email="ada@example.org",
        accent="#aa5500",
        waiting_text="Bitte nehmen Sie Platz.",
    )
    practice.refresh_from_db()
    owner = make_member(practice, Role.OWNER)
    BankAccount.objects.create(practice=practice, holder="Ada Sommer", iban="DE0212030000")
    Logo.objects.create(practice=practice, content=b"sign")
    OpeningHours.objects.create(practice=practice, weekday=0, opens="08:00", closes="12:00")
    Acceptance.objects.create(
        practice=practice,
        user=owner.user,
        document="terms",
        version="1",
        text_hash="0" * 64,
        accepted_at=NOW,
    )
    TeamInvitation.objects.create(
        practice=practice,
        email="new@example.org",
        role=Role.PROVIDER,
        holds_consultations=True,
        invited_at=NOW,
        expires_at=END + DAY,
    )
    return owner


def close(owner: Membership) -> PracticeClosing:
    closing = announce_closing(owner.practice, by=owner.user, now=NOW)
    erase_what_is_due(END)
    closing.refresh_from_db()
    return closing


def test_until_the_last_day_is_over_nothing_changes():
    owner = make_full_practice()
    announce_closing(owner.practice, by=owner.user, now=NOW)
    assert erase_what_is_due(END - MINUTE) == 0
    owner.refresh_from_db()
    assert owner.ended_at is None


def test_then_only_the_name_and_the_contract_are_left():
    owner, bystander = make_full_practice(), make_full_practice()
    closing = close(owner)
    assert closing.closed_at == END
    practice = closing.practice
    for field in ("street", "postal_code", "city", "phone", "email", "contact_name"):
        assert getattr(practice, field) == ""
    assert (practice.contact_email, practice.accent, practice.waiting_text) == ("", "", "")
    assert practice.name == "Praxis am Ende"
    for model in (BankAccount, Logo, OpeningHours, TeamInvitation):
        assert [row.practice for row in model.objects.all()] == [bystander.practice]
    assert practice.acceptances.count() == 1
    owner.refresh_from_db()
    assert owner.ended_at == END
    assert owner.user.display_name == "Dr. Ada Sommer", "the account is another matter"
    bystander.practice.refresh_from_db()
    assert bystander.practice.street == "Weg 1"
    assert steps() == ["practice.closing_announced", "practice.closed"]
    assert erase_what_is_due(END) == 0


def test_appointments_to_come_are_cancelled_and_told_before_the_calendar_goes():
    owner = make_full_practice()
    expected = make_participant(make_appointment(owner, starts_at=END + DAY))
    make_participant(make_appointment(owner, starts_at=NOW))
    elsewhere = make_appointment(starts_at=END + DAY)
    close(owner)
    assert set(Appointment.objects.all()) == {expected.appointment, elsewhere}
    assert queued(CANCELLED) == [expected.id]
    mail = renderer_of(CANCELLED)(expected.id)
    assert mail.to == "erika@example.org"
    assert "Praxis am Ende" in mail.text

    assert erase_what_is_due(END + LONGEST_ATTEMPT - MINUTE) == 0
    assert erase_what_is_due(END + LONGEST_ATTEMPT) == 1
    assert list(Appointment.objects.all()) == [elsewhere]
    assert erase_what_is_due(END + LONGEST_ATTEMPT) == 0


def test_what_began_before_the_last_minute_is_cancelled_too():
    owner = make_full_practice()
    running = make_appointment(owner, starts_at=END - timedelta(minutes=10))
    close(owner)
    running.refresh_from_db()
    assert running.cancelled_at == END


def test_taken_back_in_time_nothing_happens():
    owner = make_full_practice()
    undo_closing(announce_closing(owner.practice, by=None, now=NOW), by=None, now=NOW + DAY)
    assert erase_what_is_due(END) == 0
    owner.refresh_from_db()
    assert owner.ended_at is None


def test_after_three_years_the_proof_goes_too():
    owner = make_full_practice()
    closing = close(owner)
    erase_what_is_due(END + LONGEST_ATTEMPT)
    proved_until = proof_ends_at(closing.closed_at)
    remove_empty_rows(proved_until - MINUTE)
    assert Practice.objects.filter(id=owner.practice_id).exists()
    assert remove_empty_rows(proved_until) == 1
    assert not Practice.objects.exists()
    assert not Acceptance.objects.exists()
