"""One mail about a whole series, written when it leaves, from what is true then."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from videoberatung.appointments import mails
from videoberatung.appointments.models import (
    Appointment,
    Participant,
    ParticipantQuerySet,
    SeriesParticipant,
)
from videoberatung.appointments.series_files import cancellation_for_series, request_for_series
from videoberatung.appointments.words import moderators_in_words
from videoberatung.mail.outgoing import OutgoingMail

INVITATION = mails.Letter(
    "series_invitation",
    gettext_noop("Your appointments by video from %(day)s"),
    gettext_noop("Your appointments from %(day)s"),
)
CHANGED = mails.Letter(
    "series_changed",
    gettext_noop("Changed: your appointments by video from %(day)s"),
    gettext_noop("Changed: your appointments from %(day)s"),
)
CANCELLED = mails.Letter(
    "series_cancelled",
    gettext_noop("Cancelled: your appointments by video from %(day)s"),
    gettext_noop("Cancelled: your appointments from %(day)s"),
    "CANCEL",
)


def invitation(person_id: UUID) -> OutgoingMail | None:
    return _about_what_comes(INVITATION, person_id)


def changed(person_id: UUID) -> OutgoingMail | None:
    return _about_what_comes(CHANGED, person_id)


def cancelled(person_id: UUID) -> OutgoingMail | None:
    """To whoever is expected on some days no longer, be it that they alone were taken out."""
    person, now = _person(person_id), timezone.now()
    if person is None:
        return None
    rows = list(_rows(person).called_off(now))
    if not rows:
        return None
    left = list(_rows(person).filter(removed_at=None).to_come(now))
    has_past = person.series.appointments.filter(
        ends_at__lte=now, cancelled_at=None, position__gte=person.since
    ).exists()
    return mails.write(
        CANCELLED,
        rows[0],
        lambda: cancellation_for_series(person, rows, is_all=not left and not has_past, now=now),
        more=lambda: {"dates": _dates(rows), "left": _dates(left), "moderator": _holders(rows)},
    )


def _about_what_comes(letter: mails.Letter, person_id: UUID) -> OutgoingMail | None:
    """None when there is nothing to come to any more, and for who has no address."""
    person, now = _person(person_id), timezone.now()
    if person is None:
        return None
    rows = list(_rows(person).filter(link_version__isnull=False).to_come(now))
    if not rows:
        return None
    return mails.write(
        letter,
        rows[0],
        lambda: request_for_series(person, rows, now=now),
        more=lambda: {"dates": _dates(rows), "moderator": _holders(rows)},
    )


def _person(person_id: UUID) -> SeriesParticipant | None:
    people = SeriesParticipant.objects.select_related("series__practice")
    return people.filter(id=person_id).first()


def _rows(person: SeriesParticipant) -> ParticipantQuerySet:
    return Participant.objects.with_address().filter(in_series=person)


def _dates(rows: Sequence[Participant]) -> list[dict[str, str]]:
    """In the current language and zone; who holds it where that is not the same every day."""
    moderators = {row.appointment.moderator_id for row in rows}
    return [_date(row.appointment, names_moderator=len(moderators) > 1) for row in rows]


def _holders(rows: Sequence[Participant]) -> str:
    """Whoever holds one of them, in the order in which they do."""
    names = [row.appointment.moderator.user.display_name for row in rows]
    return ", ".join(dict.fromkeys(names))


def _date(appointment: Appointment, *, names_moderator: bool) -> dict[str, str]:
    starts_at: datetime = timezone.localtime(appointment.starts_at)
    return {
        "day": mails.day_in_words(starts_at),
        "start": starts_at.strftime("%H:%M"),
        "end": timezone.localtime(appointment.ends_at).strftime("%H:%M"),
        "moderator": moderators_in_words(appointment.moderators) if names_moderator else "",
    }
