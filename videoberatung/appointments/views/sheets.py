"""What is handed to participants on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from videoberatung.appointments.http import appointment_in_reach
from videoberatung.appointments.sheets import Sheet, document_of, sheets_for
from videoberatung.base.pdf import PdfError
from videoberatung.practices.http import PracticeRequest, for_members


@for_members
@require_safe
def sheets(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID | None = None
) -> HttpResponse:
    """As a page, for the browser to print: of one person, or of all."""
    made = _sheets(request, appointment_id, participant_id)
    if not made:
        return redirect("appointments:detail", appointment_id)
    context = {
        "sheets": made,
        "pdf_url": _url(appointment_id, participant_id, pdf=True),
        "back_url": reverse("appointments:detail", args=[appointment_id]),
    }
    return render(request, "appointments/sheet.html", context)


@for_members
@require_safe
def sheets_as_pdf(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID | None = None
) -> HttpResponse:
    made = _sheets(request, appointment_id, participant_id)
    if not made:
        return redirect("appointments:detail", appointment_id)
    try:
        content = document_of(made)
    except PdfError:
        words = _("A PDF cannot be made at the moment. Please print this page with your browser.")
        messages.warning(request, words)
        return redirect(_url(appointment_id, participant_id))
    # Translators: the name of a file.
    name = content_disposition_header(True, _("appointment.pdf")) or "attachment"
    headers = {"Content-Disposition": name}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _sheets(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID | None
) -> list[Sheet]:
    """None where the appointment is over or cancelled: nothing leads there any more."""
    appointment = appointment_in_reach(request, appointment_id)
    people = appointment.participants.taking_part().with_surroundings()
    if participant_id is not None:
        people = people.filter(id=get_object_or_404(people, id=participant_id).id)
    return sheets_for(people) if appointment.is_alive(now()) else []


def _url(appointment_id: UUID, participant_id: UUID | None, *, pdf: bool = False) -> str:
    name = ("sheets" if participant_id is None else "sheet") + ("-pdf" if pdf else "")
    ids = [appointment_id] if participant_id is None else [appointment_id, participant_id]
    return reverse(f"appointments:{name}", args=ids)
