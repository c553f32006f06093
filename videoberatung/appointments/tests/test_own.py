"""A person's own appointments, found by the addresses of their account (promise 11)."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.appointments import own, promises
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.tests.factories import make_member

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.promise(11),
    pytest.mark.usefixtures("on_monday"),
]

MINE = "/my/appointments/"
HOUR = timedelta(hours=1)
NOBODY_ELSE = "Zurzeit kein Termin."


@pytest.fixture
def erika(client: Client) -> User:
    """A person without a practice, signed in at `client`."""
    user = User.objects.create_user("erika@example.org", first_name="Erika", last_name="Muster")
    client.force_login(user)
    return user


def seen_by(client: Client) -> str:
    page = client.get(MINE)
    assert page.status_code == 200
    return page.content.decode()


def test_an_invitation_to_the_address_of_an_account_is_in_its_calendar(client: Client, erika: User):
    make_participant()
    page = seen_by(client)
    for words in (
        "Morgen, 10:00 \N{EN DASH} 10:30 Uhr",
        "mit Dr. Ada Sommer",
        "Praxis am Markt",
        "030 1234 567",
        "Der Warteraum öffnet um 09:30 Uhr",
        "Kamera und Mikrofon ausprobieren",
    ):
        assert words in page
    assert "Kontrolltermin" not in page, "the title stays in the practice"


def test_capital_letters_make_no_other_address(client: Client, erika: User):
    make_participant(email="Erika@Example.org")
    assert "mit Dr. Ada Sommer" in seen_by(client)


def test_nobody_is_shown_what_went_to_others(client: Client, erika: User):
    make_participant(email="bernd@example.org")
    assert NOBODY_ELSE in seen_by(client)


def test_an_address_that_is_not_proved_shows_nothing(client: Client, erika: User):
    EmailAddress.objects.create(user=erika, email="bernd@example.org", verified=False)
    make_participant(email="bernd@example.org")
    assert NOBODY_ELSE in seen_by(client)
    EmailAddress.objects.filter(email="bernd@example.org").update(verified=True)
    assert NOBODY_ELSE not in seen_by(client)


def test_next_first_and_what_is_over_last(client: Client, erika: User):
    for name, start in (("Später", TUESDAY_10 + HOUR), ("Bald", MONDAY), ("Eben", MONDAY - HOUR)):
        member = make_member(first_name="Dr.", last_name=name)
        make_participant(make_appointment(member, starts_at=start))
    page = seen_by(client)
    assert page.index("Bald") < page.index("Später") < page.index("Gerade vorbei")
    assert page.index("Gerade vorbei") < page.index("Eben")
    assert page.count('/open/"') == 2


def test_what_is_erased_withdrawn_or_not_published_is_not_there(client: Client, erika: User):
    make_participant(link_version=None)
    make_participant(make_appointment(published_at=None))
    erased = make_participant()
    Participant.objects.filter(id=erased.id).update(name="", email="", link_version=None)
    assert NOBODY_ELSE in seen_by(client)


def test_each_state_is_said_and_only_an_open_door_has_a_button(client: Client, erika: User):
    appointment = make_participant(make_appointment(starts_at=MONDAY)).appointment
    assert "Zum Warteraum" in seen_by(client)
    Appointment.objects.update(ended_session=appointment.session_number)
    page = seen_by(client)
    assert "von der Praxis beendet" in page
    assert 'action="/my/' not in page
    Appointment.objects.update(cancelled_at=MONDAY)
    page = seen_by(client)
    assert "abgesagt" in page
    assert 'action="/my/' not in page


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Atlantic/Canary", "Auf Ihrer Uhr (Canary): Morgen, 09:00 \N{EN DASH} 09:30 Uhr"),
        ("Asia/Tokyo", "Auf Ihrer Uhr (Tokyo): Morgen, 18:00 \N{EN DASH} 18:30 Uhr"),
        ("Pacific/Auckland", "Auf Ihrer Uhr (Auckland): Morgen, 22:00 \N{EN DASH} 22:30 Uhr"),
    ],
)
def test_who_lives_by_another_clock_is_told_both_times(
    client: Client, erika: User, zone: str, words: str
):
    User.objects.update(time_zone=zone)
    make_participant()
    page = seen_by(client)
    assert "Morgen, 10:00 \N{EN DASH} 10:30 Uhr" in page
    assert words in page


def test_a_zone_of_another_name_with_the_same_clock_is_not_mentioned(client: Client, erika: User):
    User.objects.update(time_zone="Europe/Vienna")
    make_participant()
    assert "Auf Ihrer Uhr" not in seen_by(client)


def test_the_practice_says_its_own_time_wherever_it_is(client: Client, erika: User):
    Practice.objects.update(time_zone="Atlantic/Canary")
    make_participant(make_appointment(make_member()))
    Practice.objects.update(time_zone="Atlantic/Canary")
    page = seen_by(client)
    assert "Morgen, 09:00 \N{EN DASH} 09:30 Uhr" in page
    assert "Auf Ihrer Uhr (Berlin): Morgen, 10:00 \N{EN DASH} 10:30 Uhr" in page


def test_who_belongs_to_no_practice_begins_and_stays_there(client: Client, erika: User):
    assert client.get("/portal/home/")["Location"] == MINE
    assert "Meine Termine" in seen_by(client)
    assert client.get("/portal/").status_code == 403


def test_a_provider_can_be_a_client_elsewhere(client: Client, ada: Membership):
    assert client.get("/portal/home/")["Location"] == "/portal/"
    assert "selbst zu einem Termin eingeladen" not in client.get("/portal/").content.decode()
    elsewhere = make_appointment(make_member(last_name="Winter"))
    make_participant(elsewhere, email=ada.user.email)
    assert "selbst zu einem Termin eingeladen" in client.get("/portal/").content.decode()
    assert "Winter" in seen_by(client)


def test_in_english_if_wished(client: Client, erika: User):
    make_participant()
    page = client.get(MINE, headers={"accept-language": "en"}).content.decode()
    assert "Tomorrow, 10:00 \N{EN DASH} 10:30" in page
    assert "The waiting room opens at 09:30" in page


def test_many_appointments_cost_no_more_queries(
    client: Client, erika: User, django_assert_max_num_queries
):
    for hours in range(12):
        make_participant(make_appointment(starts_at=TUESDAY_10 + hours * HOUR))
    with django_assert_max_num_queries(11):
        assert seen_by(client).count('/open/"') == 12


@pytest.mark.breaks(11)
def test_the_live_check_sees_an_invitation_that_is_missing(
    erika: User, monkeypatch: pytest.MonkeyPatch
):
    make_participant(email="ERIKA@example.org")
    make_participant(email="bernd@example.org")
    finding = promises.check_accounts_find_their_appointments(MONDAY)
    assert finding.state == "kept"
    assert "1" in finding.evidence
    monkeypatch.setattr(promises, "own_participant", lambda *_given: None)
    assert promises.check_accounts_find_their_appointments(MONDAY).state == "broken"


def test_after_the_end_it_stays_while_the_person_is_still_known(client: Client, erika: User):
    participant = make_participant()
    with time_machine.travel(TUESDAY_10 + HOUR, tick=False):
        assert own.own_participant(erika, participant.id) == participant
        client.force_login(erika)
        assert "Gerade vorbei" in seen_by(client)
