"""Made-up practices to try the product with; they exist in the sample only."""

from datetime import time
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.practices.documents import DOCUMENTS, hash_of
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.opening_hours import Span
from videoberatung.practices.roles import Role
from videoberatung.practices.services.agreements import accept_documents
from videoberatung.practices.services.hours import open_at

PASSWORD = "lindenplatz-probe"  # noqa: S105  # printed on the start page of the sample
FIRST, SECOND = "Praxis am Lindenplatz", "Beratungsstelle Uferweg"
THIRD, FOURTH = "Pflegedienst Kastanienhof", "Psychotherapie am Ulmenring"
CLIENT = "client"

_PRACTICES: dict[str, dict[str, Any]] = {
    FIRST: {"phone": "030 23125000", "kind": Practice.Kind.MEDICAL},
    SECOND: {
        "phone": "040 66969000",
        "kind": Practice.Kind.COUNSELLING,
        "has_neutral_mails": True,
        "requires_real_name": False,
    },
    THIRD: {
        "phone": "0221 4710000",
        "kind": Practice.Kind.CARE,
        "accent": "#7a3e6b",
        "usual_minutes": 20,
        "reminders": [24 * 60, 60],
        "requires_real_name": False,
        "invitation_words_de": "Bitte halten Sie Ihren Pflegeordner bereit.",
        "waiting_text": "Legen Sie bitte Ihren Medikamentenplan bereit. Wir sind gleich bei Ihnen.",
    },
    FOURTH: {"phone": "089 99998000", "kind": Practice.Kind.THERAPY, "usual_minutes": 50},
}
_MORNINGS = [Span(day, time(8), time(12)) for day in range(5)]
_AFTERNOONS = [Span(day, time(14), time(18)) for day in (0, 1, 3)]
_HOURS = {FIRST: _MORNINGS + _AFTERNOONS}


class SampleAccount(NamedTuple):
    """One for each place: who belongs to two practices is there twice.

    `role` is that of roles.py, or CLIENT for who belongs to no practice; then `practice` is empty.
    """

    email: str
    password: str
    name: str
    role: str
    practice: str
    holds_consultations: bool


class _Person(NamedTuple):
    practice: str
    role: str
    email: str
    title: str
    first_name: str
    last_name: str
    holds_consultations: bool


_PEOPLE = [
    _Person(FIRST, Role.OWNER, "linde@example.org", "Dr.", "Maren", "Linde", True),
    _Person(FIRST, Role.PROVIDER, "ahorn@example.org", "", "Jonas", "Ahorn", True),
    _Person(FIRST, Role.ADMINISTRATOR, "birke@example.org", "", "Elif", "Birke", False),
    _Person(FIRST, Role.ORGANISER, "esche@example.org", "", "Ruth", "Esche", False),
    _Person(SECOND, Role.PROVIDER, "weide@example.org", "", "Tom", "Weide", True),
    _Person(SECOND, Role.ORGANISER, "esche@example.org", "", "Ruth", "Esche", False),
    _Person(THIRD, Role.OWNER, "kastanie@example.org", "", "Nora", "Kastanie", False),
    _Person(THIRD, Role.PROVIDER, "eiche@example.org", "", "Deniz", "Eiche", True),
    _Person(THIRD, Role.PROVIDER, "weide@example.org", "", "Tom", "Weide", True),
    _Person(FOURTH, Role.OWNER, "ulme@example.org", "Dr.", "Hanna", "Ulme", True),
    _Person("", CLIENT, "erika@example.org", "", "Erika", "Muster", False),
]


@transaction.atomic
def create_sample_practices() -> list[SampleAccount]:
    """Create what is missing; a second call changes nothing."""
    practices = {name: _practice(name, facts) for name, facts in _PRACTICES.items()}
    founders = [_first_of(name) for name in practices]
    for person in _PEOPLE:
        user = _user(person)
        if person.practice:
            _join(practices[person.practice], user, person)
        if person in founders:
            _agree(practices[person.practice], user)
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
            role=str(person.role),
            practice=person.practice,
            holds_consultations=person.holds_consultations,
        )
        for person in _PEOPLE
    ]


def sample_member(email: str) -> Membership:
    """In the practice they joined first."""
    places = Membership.objects.with_names().filter(user__email=email)
    return places.order_by("created_at")[0]


def _practice(name: str, facts: dict[str, Any]) -> Practice:
    """That of its first person, whatever they call it by now; else a new one."""
    known = Membership.objects.filter(user__email=_first_of(name).email).select_related("practice")
    place = known.order_by("created_at").first()
    if place:
        return place.practice
    practice = Practice.objects.create(name=name, **facts)
    open_at(practice, _HOURS.get(name, []))
    return practice


def _first_of(practice: str) -> _Person:
    return next(person for person in _PEOPLE if person.practice == practice)


def _user(person: _Person) -> User:
    known = User.objects.filter(email=person.email).first()
    return known or User.objects.create_user(
        person.email,
        PASSWORD,
        title=person.title,
        first_name=person.first_name,
        last_name=person.last_name,
    )


def _join(practice: Practice, user: User, person: _Person) -> None:
    if practice.memberships.filter(user=user).exists():
        return  # also one that has ended
    Membership.objects.create(
        practice=practice,
        user=user,
        role=person.role,
        holds_consultations=person.holds_consultations,
    )


def _agree(practice: Practice, user: User) -> None:
    """To every text in German, as at registration."""
    accepted = {document: hash_of(document, "de") for document in DOCUMENTS}
    accept_documents(practice, accepted, by=user, now=timezone.now())
