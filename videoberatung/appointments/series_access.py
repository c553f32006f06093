"""The link to a whole series: it leads its person to the appointment that runs or comes next.

Made from the row like the link to one appointment (access.py), opened at the same address, and
dead with the last appointment.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from videoberatung.appointments.access import link_for
from videoberatung.appointments.models import Participant, SeriesParticipant
from videoberatung.base.tokens import is_token_of, row_named_in, token_of

_PURPOSE = "appointments: series link"


def series_link_for(person: SeriesParticipant) -> str:
    """The whole address, as it stands in mails."""
    token = token_of(person.id, person.link_version, purpose=_PURPOSE)
    return f"{settings.PUBLIC_URL}{reverse('rooms:link', kwargs={'token': token})}"


def way_for(participant: Participant) -> str:
    """The one link this person has: to the series, or to their only appointment.

    Empty when it leads nowhere any more.
    """
    if participant.link_version is None:
        return ""
    person = participant.in_series
    return link_for(participant) if person is None else series_link_for(person)


def answer_way_for(participant: Participant) -> str:
    """Where this very appointment is answered: below its own link (rooms/urls.py).

    Below the series link it would be the next one, which a mail about another does not mean.
    """
    return f"{link_for(participant)}answer/" if participant.link_version else ""


def goes_on(participant: Participant, *, now: datetime) -> bool:
    """Whether there are appointments of the same series that they are still expected at."""
    person = participant.in_series
    if person is None:
        return False
    return person.occurrences.taking_part().exclude(id=participant.id).to_come(now).exists()


def participant_for_series(token: str, *, now: datetime) -> Participant | None:
    """In the appointment that runs or comes next; after the last one, in that. Three queries.

    None for what is no series link, and for one whose appointments have forgotten the person.
    """
    named = row_named_in(token)
    person = SeriesParticipant.objects.filter(id=named).first() if named else None
    if person is None or not is_token_of(token, person.id, person.link_version, purpose=_PURPOSE):
        return None
    own = Participant.objects.with_living_link().filter(in_series=person)
    return own.to_come(now).first() or own.order_by("-appointment__starts_at").first()
