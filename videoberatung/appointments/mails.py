"""What participants are told by mail: written when it leaves, from what is true then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from videoberatung.appointments.calendar_files import cancellation_for, request_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.origins import ways_of
from videoberatung.appointments.series_access import answer_way_for, goes_on, way_for
from videoberatung.appointments.words import moderators_in_words
from videoberatung.mail.outgoing import CalendarPart, OutgoingMail


@dataclass(frozen=True)
class Letter:
    """A text for participants, kept in templates/appointments/mails/."""

    template: str
    # Says neither what kind of practice it is nor what the appointment is about.
    subject: str
    # Does not even say that it is by video.
    neutral_subject: str
    # What it means for the calendar of who gets it; None: nothing new.
    method: Literal["REQUEST", "CANCEL"] | None = "REQUEST"


INVITATION = Letter(
    "invitation",
    gettext_noop("Your appointment by video on %(day)s"),
    gettext_noop("Your appointment on %(day)s"),
)
LINK_REPLACED = Letter(
    "link_replaced",
    gettext_noop("New link: your appointment by video on %(day)s"),
    gettext_noop("New link: your appointment on %(day)s"),
)
CHANGED = Letter(
    "changed",
    gettext_noop("Changed: your appointment by video on %(day)s"),
    gettext_noop("Changed: your appointment on %(day)s"),
)
CANCELLED = Letter(
    "cancelled",
    gettext_noop("Cancelled: your appointment by video on %(day)s"),
    gettext_noop("Cancelled: your appointment on %(day)s"),
    "CANCEL",
)
REMINDER = Letter(
    "reminder",
    gettext_noop("Reminder: your appointment by video on %(day)s"),
    gettext_noop("Reminder: your appointment on %(day)s"),
    None,
)


def invitation(participant_id: UUID) -> OutgoingMail | None:
    participant = _who_takes_part(participant_id)
    return _write(INVITATION, participant) if participant else None


def link_replaced(participant_id: UUID) -> OutgoingMail | None:
    participant = _who_takes_part(participant_id)
    return _write(LINK_REPLACED, participant) if participant else None


def changed(participant_id: UUID) -> OutgoingMail | None:
    participant = _who_takes_part(participant_id)
    return _write(CHANGED, participant) if participant else None


def cancelled(participant_id: UUID) -> OutgoingMail | None:
    """To everybody of a cancelled appointment, and to whoever was removed from one."""
    participant = Participant.objects.with_address().filter(id=participant_id).first()
    if participant is None or participant.appointment.ends_at <= timezone.now():
        return None
    is_off = participant.appointment.cancelled_at or participant.removed_at
    return _write(CANCELLED, participant) if is_off else None


def cancelled_by_client(participant_id: UUID) -> OutgoingMail | None:
    """The same without saying that the practice did it."""
    participant = Participant.objects.with_address().filter(id=participant_id).first()
    if participant is None or participant.appointment.ends_at <= timezone.now():
        return None
    return write(
        CANCELLED,
        participant,
        lambda: cancellation_for(participant, now=timezone.now()),
        more=lambda: {"is_neutral": True},
    )


def reminder(participant_id: UUID) -> OutgoingMail | None:
    """Before the start it was queued for, and no other: a move has been told by itself."""
    participant = _who_takes_part(participant_id)
    if participant is None:
        return None
    appointment = participant.appointment
    is_for_this = participant.reminded_for == appointment.starts_at
    is_ahead = timezone.now() < appointment.starts_at and not appointment.is_session_ended
    return _write(REMINDER, participant) if is_for_this and is_ahead else None


def _who_takes_part(participant_id: UUID) -> Participant | None:
    """None when there is nothing to come to any more, and for who has no address."""
    expected = Participant.objects.with_living_link().reached_by_mail()
    participant = expected.filter(id=participant_id).first()
    if participant is None:
        return None
    state = participant.appointment.door_state(timezone.now())
    return None if state in ("draft", "cancelled", "over") else participant


def _write(letter: Letter, participant: Participant) -> OutgoingMail:
    file_for = request_for if letter.method == "REQUEST" else cancellation_for
    return write(letter, participant, lambda: file_for(participant, now=timezone.now()))


def write(
    letter: Letter,
    participant: Participant,
    file: Callable[[], bytes],
    *,
    more: Callable[[], dict[str, object]] = dict,
) -> OutgoingMail:
    """A letter to this person, with the file for their calendar.

    `more` is what its template needs besides; like the file it is written in the language and
    the zone of the letter.
    """
    appointment = participant.appointment
    practice = appointment.practice
    language = participant.language or "de"
    subject = letter.neutral_subject if practice.has_neutral_mails else letter.subject
    with translation.override(language), timezone.override(practice.zone):
        context = _context(participant, appointment) | more()
        context["subject"] = _(subject) % {"day": context["short_day"]}
        return OutgoingMail(
            to=participant.email,
            sender_name="" if practice.has_neutral_mails else practice.name,
            subject=str(context["subject"]),
            text=render_to_string(f"appointments/mails/{letter.template}.txt", context),
            html=render_to_string(f"appointments/mails/{letter.template}.html", context),
            language=language,
            calendar=_calendar_part(letter, file),
        )


def _calendar_part(letter: Letter, file: Callable[[], bytes]) -> CalendarPart | None:
    if letter.method is None:
        return None
    return CalendarPart(
        method=letter.method,
        content=file(),
        # Translators: the name of a file.
        file_name=_("appointment.ics"),
    )


def _context(participant: Participant, appointment: Appointment) -> dict[str, object]:
    starts_at = timezone.localtime(appointment.starts_at)
    return {
        "name": participant.name,
        "practice": appointment.practice,
        "is_neutral": appointment.practice.has_neutral_mails,
        "own_words": _own_words(participant),
        "moderator": moderators_in_words(appointment.moderators),
        "day": day_in_words(starts_at),
        # Translators: a date without its year, in the notation of Django's date filter.
        "short_day": date_format(starts_at, _("j F")),
        "start": starts_at.strftime("%H:%M"),
        "end": timezone.localtime(appointment.ends_at).strftime("%H:%M"),
        "opens": timezone.localtime(appointment.opens_at).strftime("%H:%M"),
        "link": way_for(participant),
        "ways": ways_of(participant),
        "is_series": participant.in_series_id is not None,
        "goes_on": goes_on(participant, now=timezone.now()),
        "invitation_text": appointment.invitation_text,
        "answer_link": answer_way_for(participant),
    }


def _own_words(participant: Participant) -> str:
    practice = participant.appointment.practice
    is_english = participant.language == "en"
    return practice.invitation_words_en if is_english else practice.invitation_words_de


def day_in_words(moment: datetime) -> str:
    # Translators: weekday and date, in the notation of Django's date filter.
    return date_format(moment, _("l, j F Y"))
