"""What who holds an appointment is told by mail about the answers to it."""

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videoberatung.appointments.answers import answer_to
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.mail.outgoing import OutgoingMail


def answered(participant_id: UUID) -> OutgoingMail | None:
    """Neutral: neither who answered nor anything they wrote. None once it is past."""
    participant = Participant.objects.with_living_link().filter(id=participant_id).first()
    if participant is None:
        return None
    appointment = participant.appointment
    answer = answer_to(participant, appointment.starts_at)
    if answer is None or appointment.door_state(timezone.now()) in ("cancelled", "over"):
        return None
    return _to_who_holds_it(appointment, "answered", kind=answer.kind)


def forgotten(appointment_id: UUID) -> OutgoingMail | None:
    """Somebody invited wanted to be forgotten, and is: the mail cannot say who."""
    appointment = Appointment.objects.with_people().filter(id=appointment_id).first()
    if appointment is None or appointment.door_state(timezone.now()) in ("cancelled", "over"):
        return None
    return _to_who_holds_it(appointment, "forgotten", kind="")


def _to_who_holds_it(appointment: Appointment, letter: str, *, kind: str) -> OutgoingMail:
    person = appointment.moderator.user
    with translation.override(person.language), timezone.override(appointment.practice.zone):
        context = _context(appointment, kind)
        return OutgoingMail(
            to=person.email,
            subject=context["subject"],
            text=render_to_string(f"appointments/mails/{letter}.txt", context),
            html=render_to_string(f"appointments/mails/{letter}.html", context),
            language=person.language,
        )


def _context(appointment: Appointment, kind: str) -> dict[str, str]:
    starts_at = timezone.localtime(appointment.starts_at)
    # Translators: a date without its year, in the notation of Django's date filter.
    day = date_format(starts_at, _("j F"))
    path = reverse("appointments:detail", args=[appointment.id])
    return {
        "subject": _("An answer to your appointment on %(day)s") % {"day": day},
        # Translators: weekday and date, in the notation of Django's date filter.
        "day": date_format(starts_at, _("l, j F Y")),
        "start": starts_at.strftime("%H:%M"),
        "kind": kind,
        "link": f"{settings.PUBLIC_URL}{path}",
    }
