"""Made-up practices to try the product with; they exist in the sample only."""

from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role

PASSWORD = "lindenplatz-probe"  # noqa: S105  # printed on the start page of the sample
FIRST, SECOND = "Praxis am Lindenplatz", "Beratungsstelle Uferweg"


class SampleAccount(NamedTuple):
    email: str
    password: str
    name: str
    role: str
    practice: str


class _Person(NamedTuple):
    practice: str
    role: Role
    email: str
    title: str
    first_name: str
    last_name: str


_PEOPLE = [
    _Person(FIRST, Role.OWNER, "linde@example.org", "Dr.", "Maren", "Linde"),
    _Person(FIRST, Role.PROVIDER, "ahorn@example.org", "", "Jonas", "Ahorn"),
    _Person(FIRST, Role.ADMINISTRATOR, "birke@example.org", "", "Elif", "Birke"),
    _Person(FIRST, Role.ORGANISER, "esche@example.org", "", "Ruth", "Esche"),
    _Person(SECOND, Role.PROVIDER, "weide@example.org", "", "Tom", "Weide"),
]


@transaction.atomic
def create_sample_practices() -> list[SampleAccount]:
    """Create what is missing; a second call changes nothing."""
    medical, counselling = Practice.Kind.MEDICAL, Practice.Kind.COUNSELLING
    practices = {
        FIRST: _practice(FIRST, phone="030 23125000", kind=medical),
        SECOND: _practice(SECOND, phone="040 66969000", kind=counselling),
    }
    for person in _PEOPLE:
        _member(practices[person.practice], person)
    _second_place(practices[SECOND], Role.ORGANISER, of="esche@example.org")
    return sample_accounts()


def sample_accounts() -> list[SampleAccount]:
    """The accounts to sign in with; none outside the sample."""
    if not settings.SAMPLE:
        return []
    return [
        SampleAccount(
            email=person.email,
            password=PASSWORD,
            name=" ".join(filter(None, (person.title, person.first_name, person.last_name))),
            role=person.role.value,
            practice=person.practice,
        )
        for person in _PEOPLE
    ]


def _practice(name: str, *, phone: str, kind: Practice.Kind) -> Practice:
    practice, _ = Practice.objects.get_or_create(name=name, defaults={"phone": phone, "kind": kind})
    return practice


def _member(practice: Practice, person: _Person) -> None:
    if User.objects.filter(email=person.email).exists():
        return
    user = User.objects.create_user(
        person.email,
        PASSWORD,
        title=person.title,
        first_name=person.first_name,
        last_name=person.last_name,
    )
    holds_consultations = person.role in (Role.OWNER, Role.PROVIDER)
    Membership.objects.create(
        practice=practice, user=user, role=person.role, holds_consultations=holds_consultations
    )


def _second_place(practice: Practice, role: Role, *, of: str) -> None:
    """Somebody who works for two practices."""
    user = User.objects.get(email=of)
    defaults = {"role": role, "holds_consultations": False}
    Membership.objects.get_or_create(practice=practice, user=user, defaults=defaults)


def sample_member(email: str) -> Membership:
    """The place this person was given first."""
    places = Membership.objects.with_names().filter(user__email=email)
    return places.order_by("created_at")[0]
