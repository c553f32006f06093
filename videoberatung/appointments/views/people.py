"""Single steps with one person who is invited, or is to be."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.appointments import services
from videoberatung.appointments.codes import code_for
from videoberatung.appointments.forms.people import AddressForm, PersonForm
from videoberatung.appointments.http import appointment_in_reach
from videoberatung.appointments.invitations import invitation_of
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.qr_codes import qr_code
from videoberatung.appointments.sheets import code_address
from videoberatung.appointments.typed_codes import in_groups
from videoberatung.base.errors import RefusedError
from videoberatung.practices.http import PracticeRequest, for_members


@for_members
@require_safe
def participant(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID
) -> HttpResponse:
    """All ways to invite this person, and what can be done if one went wrong."""
    appointment, person = _invited(request, appointment_id, participant_id)
    if not person.link_version or not appointment.is_alive(now()):
        return redirect("appointments:detail", appointment_id)
    invitation = invitation_of(person, now=now())
    context = {
        "appointment": appointment,
        "person": person,
        "invitation": invitation,
        "qr": qr_code(invitation.link),
        "code": in_groups(code_for(person)),
        "code_address": code_address(),
    }
    return render(request, "appointments/participant.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = appointment_in_reach(request, appointment_id)
    form = PersonForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            person = services.add_person(appointment, form.invitee(), by=request.user, now=now())
        except RefusedError as refusal:
            form.add_refusal(refusal)
        else:
            return _to_person(request, person, _invited_in_words(person))
    context = {"appointment": appointment, "form": form}
    return _form_page(request, "appointments/add_person.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PracticeRequest, appointment_id: UUID, participant_id: UUID) -> HttpResponse:
    """Ask once, then do it."""
    appointment, person = _invited(request, appointment_id, participant_id)
    if request.method != "POST":
        context = {"appointment": appointment, "person": person}
        return render(request, "appointments/withdraw.html", context)
    try:
        services.withdraw_invitation(person, by=request.user, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The invitation is withdrawn; the link no longer works."))
    return redirect("appointments:detail", appointment_id)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def replace_link(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID
) -> HttpResponse:
    """Ask once, then do it."""
    appointment, person = _invited(request, appointment_id, participant_id)
    if request.method != "POST":
        context = {"appointment": appointment, "person": person}
        return render(request, "appointments/replace_link.html", context)
    try:
        person = services.replace_link(person, by=request.user, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("appointments:detail", appointment_id)
    return _to_person(request, person, _("There is a new link; the earlier one no longer works."))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def replace_address(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID
) -> HttpResponse:
    appointment, person = _invited(request, appointment_id, participant_id)
    form = AddressForm(request.POST or None, initial={"email": person.email})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        try:
            person = services.replace_address(person, address, by=request.user, now=now())
        except RefusedError as refusal:
            form.add_refusal(refusal)
        else:
            return _to_person(request, person, _invited_in_words(person))
    context = {"appointment": appointment, "person": person, "form": form}
    return _form_page(request, "appointments/replace_address.html", context)


def _invited(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID
) -> tuple[Appointment, Participant]:
    """Of an appointment within reach, and not removed; else 404."""
    appointment = appointment_in_reach(request, appointment_id)
    people = appointment.participants.taking_part().with_surroundings()
    return appointment, get_object_or_404(people, id=participant_id)


def _form_page(request: PracticeRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """422 once it was sent: then something on it is wrong."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _to_person(request: PracticeRequest, person: Participant, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("appointments:participant", person.appointment_id, person.id)


def _invited_in_words(person: Participant) -> str:
    if person.email:
        return _("The invitation to %(address)s is on its way.") % {"address": person.email}
    return _("%(name)s is invited. Please pass on the link, the code or the sheet.") % {
        "name": person.name
    }
