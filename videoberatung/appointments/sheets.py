"""What is handed to a person on paper: one sheet each, in their language."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from videoberatung.appointments.codes import code_for
from videoberatung.appointments.models import Participant
from videoberatung.appointments.qr_codes import qr_code
from videoberatung.appointments.series_access import way_for
from videoberatung.appointments.typed_codes import in_groups
from videoberatung.base.pdf import pdf_of
from videoberatung.base.places import city_of


@dataclass(frozen=True)
class Sheet:
    language: str
    html: str


def sheets_for(participants: Iterable[Participant]) -> list[Sheet]:
    """For those with a living link."""
    return [_sheet(one) for one in participants if one.link_version]


def document_of(sheets: list[Sheet]) -> bytes:
    """All of them as one PDF, a page each. Raises PdfError."""
    language = sheets[0].language
    with translation.override(language):
        context = {"sheets": sheets, "language": language}
        return pdf_of(render_to_string("appointments/sheet_document.html", context))


def code_address() -> str:
    """Where a code is typed, as people read it from paper: without https://."""
    address = urlsplit(settings.PUBLIC_URL + reverse("rooms:code"))
    return f"{address.netloc}{address.path}"


def _sheet(participant: Participant) -> Sheet:
    language = participant.language or "de"
    zone = participant.appointment.practice.zone
    with translation.override(language), timezone.override(zone):
        html = render_to_string("appointments/_sheet.html", _context(participant))
    return Sheet(language, html)


def _context(participant: Participant) -> dict[str, object]:
    appointment = participant.appointment
    return {
        "name": participant.name,
        "practice": appointment.practice,
        "moderator": appointment.moderator.user.display_name,
        "appointment": appointment,
        "opens": timezone.localtime(appointment.opens_at).strftime("%H:%M"),
        "city": city_of(appointment.practice.time_zone),
        "qr": qr_code(way_for(participant)),
        "code": in_groups(code_for(participant)),
        "code_address": code_address(),
    }
