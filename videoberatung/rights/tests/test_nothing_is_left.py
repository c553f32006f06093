"""After an erasure no value of the person is left in any table, and others have lost nothing."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from videoberatung.accounts.models import BrowserSession, Letter, Picture, User
from videoberatung.appointments.models import Participant
from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.practices.models import Membership, Practice, TeamInvitation
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_practice
from videoberatung.privacy.erasure import erase_expired
from videoberatung.rights.services import erase_what_is_due
from videoberatung.rights.services.announcing import announce_ending_by_notice
from videoberatung.rights.services.empty_rows import remove_empty_rows
from videoberatung.rights.tests.factories import DAY, END, NOW

PEOPLE, PRACTICES = 4, 3
HOURS = timedelta(hours=1)

people = st.integers(0, PEOPLE - 1)
practices = st.integers(0, PRACTICES - 1)
# Who belongs where, as what.
places = st.lists(
    st.tuples(practices, people, st.sampled_from(list(Role))),
    max_size=8,
    unique_by=lambda place: place[:2],
)
# Which place holds it, who is invited, how many hours after the erasure it begins.
meetings = st.lists(st.tuples(st.integers(0, 7), people, st.integers(-200, 200)), max_size=6)
leaving = st.sets(people, min_size=1)


def value(kind: str, number: int) -> str:
    """Something that stands nowhere but in the rows about this person."""
    return f"kanarie{kind}{number}x"


def make_people() -> list[User]:
    made = []
    for number in range(PEOPLE):
        user = User.objects.create_user(
            f"{value('post', number)}@example.org",
            title=value("titel", number),
            first_name=value("vor", number),
            last_name=value("nach", number),
        )
        second = f"{value('zweit', number)}@example.org"
        EmailAddress.objects.create(user=user, email=second)
        Authenticator.objects.create(
            user=user, type="totp", data={"secret": value("geheim", number)}
        )
        Picture.objects.create(user=user, content=value("bild", number).encode())
        BrowserSession.objects.create(
            user=user, session_key=value("sitzung", number), signed_in_at=NOW, seen_at=NOW
        )
        Letter.objects.create(kind="x", address=second, language="de", expires_at=END + 365 * DAY)
        made.append(user)
    return made


def make_places(users: list[User], chosen: list[tuple[int, int, Role]]) -> list[Membership]:
    made = [make_practice(f"Praxis {number}") for number in range(PRACTICES)]
    for practice in made:
        TeamInvitation.objects.create(
            practice=practice,
            email=users[0].email,
            role=Role.ORGANISER,
            invited_at=NOW,
            expires_at=END + 365 * DAY,
        )
    places = []
    for practice, person, role in chosen:
        holds = role in (Role.OWNER, Role.PROVIDER)
        user = users[person]
        places.append(
            Membership.objects.create(
                practice=made[practice], user=user, role=role, holds_consultations=holds
            )
        )
        if role == Role.OWNER:
            Practice.objects.filter(id=made[practice].id).update(
                contact_name=user.display_name, contact_email=user.email, email=user.email
            )
    return places


def make_meetings(users, places, chosen) -> None:
    holding = [place for place in places if place.holds_consultations]
    for place, person, hours in chosen:
        if not holding:
            return
        moderator = holding[place % len(holding)]
        appointment = make_appointment(moderator, starts_at=END + hours * HOURS)
        user = users[person]
        make_participant(appointment, name=user.display_name, email=user.email.upper())


def everything_stored() -> dict[str, str]:
    """Every row of every table as text, by table and key."""
    stored = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # a name of our own
            for row in cursor.fetchall():
                key = str(row[0]).replace("-", "")
                stored[f"{model._meta.label} {key}"] = " ".join(map(as_text, row)).lower()
    return stored


def as_text(cell: object) -> str:
    return bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)


def left_of(number: int, stored: dict[str, str]) -> set[str]:
    """The rows in which anything about the person stands."""
    kinds = ("post", "titel", "vor", "nach", "zweit", "geheim", "bild", "sitzung")
    wanted = [value(kind, number) for kind in kinds]
    return {key for key, text in stored.items() if any(one in text for one in wanted)}


def still_expected(user: User) -> set[str]:
    """Invitations to what others hold and what is not over: they stand until it is."""
    to_come = Participant.objects.filter(appointment__ends_at__gt=END)
    others = to_come.exclude(appointment__moderator__user=user)
    return {f"{Participant._meta.label} {one.pk.hex}" for one in others}


@pytest.mark.promise(8)
class NothingIsLeft(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(places=places, meetings=meetings, leaving=leaving)
    def test_whatever_a_person_had_a_part_in(self, places, meetings, leaving):
        with time_machine.travel(NOW, tick=False):
            users = make_people()
            members = make_places(users, places)
            make_meetings(users, members, meetings)
            for number in sorted(leaving):
                announce_ending_by_notice(users[number], received_at=NOW, wished=None)
            before = everything_stored()
            erase_what_is_due(END)

        after = everything_stored()
        for number in leaving:
            assert left_of(number, after) <= still_expected(users[number])
        self.others_are_untouched(leaving, before, after)

        # Once the last appointment is over nothing at all is left.
        much_later = END + 365 * DAY
        erase_what_is_due(END + 30 * DAY)
        erase_expired(much_later)
        remove_empty_rows(much_later)
        after = everything_stored()
        assert [left_of(number, after) for number in leaving] == [set()] * len(leaving)
        assert not User.objects.filter(erased_at__isnull=False).exists()

    def others_are_untouched(self, leaving, before, after) -> None:
        for number in set(range(PEOPLE)) - leaving:
            for model in (User, EmailAddress, Authenticator, Picture, BrowserSession, Letter):
                mine = {
                    key
                    for key in left_of(number, before)
                    if key.startswith(f"{model._meta.label} ")
                }
                assert mine, model
                assert {key: after[key] for key in mine} == {key: before[key] for key in mine}
