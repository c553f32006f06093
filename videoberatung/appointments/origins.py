"""How appointments come about other than by being planned here, and what that means for those
who take part. Filled from above by `register_origin`."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol
from uuid import UUID

from videoberatung.appointments.models import Appointment, Participant


class Way(NamedTuple):
    """A link for one participant, and what it leads to, in the current language."""

    words: str
    link: str


class Origin(Protocol):
    @property
    def words(self) -> str:
        """For those who hold them, in the current language: "booked online"."""

    def among(self, appointments: Collection[UUID]) -> set[UUID]:
        """Those that came about like this; one query."""

    def way_for(self, participant: Participant) -> Way | None:
        """What this participant can do about it by themselves."""


_origins: list[Origin] = []


def register_origin(origin: Origin) -> None:
    _origins.append(origin)


def origins_of(appointments: Iterable[Appointment]) -> dict[UUID, str]:
    """In words, of those that were not planned here; one query for each origin."""
    ids = [one.id for one in appointments]
    return {one: origin.words for origin in _origins for one in origin.among(ids)}


def ways_of(participant: Participant) -> list[Way]:
    return [way for origin in _origins if (way := origin.way_for(participant))]
