from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from videoberatung.appointments.models import Participant
from videoberatung.mail.services import queue_mail

# What a kind of mail is called when it is about a person's whole series.
IN_SERIES = "_in_series"


def tell(kind: str, participant: Participant) -> None:
    """Queue a mail to them, in the caller's transaction; none to who has no address."""
    if participant.email:
        queue_mail(kind, participant.id, until=participant.appointment.ends_at)


def tell_once(kind: str, participants: Iterable[Participant]) -> None:
    """One mail to each person, in however many appointments of a series it concerns them."""
    by_person: defaultdict[UUID, list[Participant]] = defaultdict(list)
    for participant in participants:
        by_person[participant.in_series_id or participant.id].append(participant)
    for rows in by_person.values():
        if len(rows) == 1:
            tell(kind, rows[0])
        else:
            tell_of_series(kind, rows)


def tell_of_series(kind: str, rows: list[Participant]) -> None:
    """Queue one mail about all these rows of one person in a series."""
    person = rows[0].in_series_id
    if person and rows[0].email:
        until = max(row.appointment.ends_at for row in rows)
        queue_mail(kind + IN_SERIES, person, until=until)
