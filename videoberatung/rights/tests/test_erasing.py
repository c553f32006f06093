from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from videoberatung.accounts.models import BrowserSession, Letter, Picture, User
from videoberatung.accounts.session_ends import register_session_end
from videoberatung.appointments.models import Participant
from videoberatung.appointments.services.calling_off import CANCELLED
from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.practices.models import Acceptance, Membership, TeamInvitation
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.services import announce_ending, erase_what_is_due, undo_ending
from videoberatung.rights.services.empty_rows import remove_empty_rows
from videoberatung.rights.tests.factories import (
    DAY,
    END,
    MINUTE,
    NOW,
    make_ending,
    make_person,
    queued,
    steps,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def erased(user: User) -> User:
    make_ending(user)
    erase_what_is_due(END)
    user.refresh_from_db()
    return user


@pytest.mark.promise(8)
def test_until_the_last_day_is_over_everything_works_then_nothing_is_left():
    person = make_person("erika@example.org", title="Dr.", salutation="ms", password="geheim-1234")
    make_ending(person)
    assert erase_what_is_due(END - MINUTE) == 0
    person.refresh_from_db()
    assert person.display_name == "Dr. Erika Muster"

    assert erase_what_is_due(END) == 1
    person.refresh_from_db()
    assert person.email == f"{person.id}@erased.invalid"
    assert (person.salutation, person.title, person.first_name, person.last_name) == ("",) * 4
    assert person.erased_at == END
    assert not person.has_usable_password()
    assert person.display_name == "früheres Mitglied"
    assert not EmailAddress.objects.exists()
    assert steps() == ["account.ending_announced", "account.erased"]
    assert erase_what_is_due(END) == 0


def test_who_took_the_notice_back_stays():
    ending = make_ending()
    undo_ending(ending, now=NOW + DAY)
    assert erase_what_is_due(END) == 0
    ending.user.refresh_from_db()
    assert ending.user.display_name == "Erika Muster"


def test_ways_in_picture_and_letters_go():
    person = make_person("erika@example.org")
    other = make_person("other@example.org")
    for user in (person, other):
        Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
        Picture.objects.create(user=user, content=b"face")
        Letter.objects.create(kind="x", address=user.email, language="de", expires_at=END + DAY)
    Letter.objects.create(kind="x", address="ERIKA@Example.org", language="de", expires_at=END)
    erased(person)
    for model in (Authenticator, Picture):
        assert [row.user for row in model.objects.all()] == [other]
    assert [letter.address for letter in Letter.objects.all()] == ["other@example.org"]


def test_everybody_with_that_account_is_signed_out_and_live_rooms_hear_of_it(
    django_capture_on_commit_callbacks,
):
    heard: list[str] = []
    register_session_end(heard.append)
    person, other = make_person(), make_person()
    keys = []
    for user in (person, person, other):
        client = Client()
        client.force_login(user)
        keys.append(client.session.session_key)
    noted = BrowserSession.objects.create(
        user=person, session_key="gone-already", signed_in_at=NOW, seen_at=NOW
    )
    with django_capture_on_commit_callbacks(execute=True):
        erased(person)
    assert list(Session.objects.values_list("session_key", flat=True)) == [keys[2]]
    assert set(heard) >= {keys[0], keys[1], noted.session_key}
    assert keys[2] not in heard
    assert not BrowserSession.objects.exists()


def test_places_in_practices_end_and_who_agreed_is_forgotten_but_not_that_it_was():
    owner = make_member(role=Role.OWNER)
    practice = owner.practice
    make_member(practice, Role.OWNER)
    Acceptance.objects.create(
        practice=practice,
        user=owner.user,
        document="terms",
        version="1",
        text_hash="0" * 64,
        accepted_at=NOW,
    )
    practice.email = practice.contact_email = owner.user.email.upper()
    practice.contact_name = "Dr. Ada Sommer"
    practice.save()
    invitation = {"role": Role.PROVIDER, "holds_consultations": True, "invited_at": NOW}
    for address in (owner.user.email, "somebody@example.org"):
        TeamInvitation.objects.create(
            practice=make_practice(), email=address, expires_at=END + DAY, **invitation
        )
    erased(owner.user)

    owner.refresh_from_db()
    assert owner.ended_at == owner.changed_at == END
    assert Acceptance.objects.get().user is None
    practice.refresh_from_db()
    assert (practice.email, practice.contact_email, practice.contact_name) == ("", "", "")
    assert [one.email for one in TeamInvitation.objects.all()] == ["somebody@example.org"]


def test_names_in_appointments_that_are_over_go_and_invitations_to_come_stand():
    person = make_person("erika@example.org")
    over, off, to_come, removed = (
        make_participant(make_appointment(starts_at=starts_at, cancelled_at=cancelled_at))
        for starts_at, cancelled_at in (
            (END - timedelta(minutes=30), None),
            (END + DAY, NOW),
            (END + DAY, None),
            (END + DAY, None),
        )
    )
    Participant.objects.filter(id=removed.id).update(link_version=None, removed_at=NOW)
    somebody = make_participant(over.appointment, name="Bernd", email="bernd@example.org")
    erased(person)
    left = {one.id: (one.name, one.email) for one in Participant.objects.all()}
    for gone in (over, off, removed):
        assert left[gone.id] == ("", "")
    assert left[to_come.id] == ("Erika Muster", "erika@example.org")
    assert left[somebody.id] == ("Bernd", "bernd@example.org")


def test_what_a_provider_would_have_held_is_cancelled_and_told():
    provider = make_member()
    expected = make_participant(make_appointment(provider, starts_at=END + DAY))
    past = make_appointment(provider, starts_at=NOW)
    others = make_appointment(starts_at=END + DAY)
    erased(provider.user)
    for appointment in (expected.appointment, past, others):
        appointment.refresh_from_db()
    assert expected.appointment.cancelled_at == END
    assert queued(CANCELLED) == [expected.id]
    assert (past.cancelled_at, others.cancelled_at) == (None, None)


def test_the_row_stays_while_a_calendar_points_to_it_and_then_goes():
    provider = make_member()
    appointment = make_appointment(provider, starts_at=NOW)
    client = make_person()
    erased(provider.user)
    erased(client)
    assert remove_empty_rows(END) == 1
    assert not User.objects.filter(id=client.id).exists()
    provider.refresh_from_db()
    assert provider.user.display_name == "früheres Mitglied"

    appointment.delete()
    assert remove_empty_rows(END) == 2
    assert not Membership.objects.filter(id=provider.id).exists()
    assert not User.objects.filter(id=provider.user_id).exists()


def test_rows_of_people_who_are_there_never_go():
    left = make_member()
    Membership.objects.update(ended_at=NOW)
    assert remove_empty_rows(END) == 0
    assert User.objects.filter(id=left.user_id).exists()


def test_who_became_the_last_owner_meanwhile_waits_for_the_practice_to_close():
    owner = make_member(role=Role.OWNER)
    other = make_member(owner.practice, Role.OWNER)
    ending = announce_ending(owner.user, now=NOW)
    other.ended_at = NOW + DAY
    other.save()

    assert erase_what_is_due(END) == 0
    closing = PracticeClosing.objects.get()
    ending.refresh_from_db()
    assert ending.ends_at == closing.ends_at > END
    assert erase_what_is_due(closing.ends_at) == 2
    owner.user.refresh_from_db()
    assert owner.user.erased_at == closing.ends_at


def test_one_failure_does_not_keep_the_others(monkeypatch: pytest.MonkeyPatch):
    from videoberatung.privacy import holdings

    first, second = make_ending(), make_ending()

    def stumble(subject: holdings.Subject, _now: object) -> None:
        if subject.id == first.user_id:
            raise LookupError

    stumbling = holdings.Holding(models=(), erase=stumble)
    monkeypatch.setattr(holdings, "_of_people", [*holdings._of_people, stumbling])
    with pytest.raises(LookupError):
        erase_what_is_due(END)
    assert [one.user_id for one in AccountEnding.objects.all()] == [first.user_id]
    first.user.refresh_from_db()
    assert first.user.display_name == "Erika Muster", "all or nothing"
    assert User.objects.get(id=second.user_id).erased_at == END


def test_a_new_account_with_the_old_address_is_a_new_person():
    person = erased(make_person("erika@example.org"))
    again = make_person("erika@example.org")
    assert again.id != person.id
