"""What is held about somebody without an account, for whoever has opened their link."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import now, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.appointments.models import CONTACTS_KEPT, Participant
from videoberatung.appointments.own import shares_of_guest
from videoberatung.appointments.services import forget_participant
from videoberatung.practices.brand import brand_of
from videoberatung.rights.copies import archive_of
from videoberatung.rooms.http import opened_participant


@login_not_required  # a client needs no account (promise 6)
@require_safe
def overview(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    participant = _opened(request, participant_id)
    appointment = participant.appointment
    with override(appointment.practice.zone):
        context = {
            "participant": participant,
            "practice": appointment.practice,
            "brand": brand_of(appointment.practice),
            "shares": shares_of_guest(participant),
            "gone_at": appointment.ends_at + CONTACTS_KEPT,
        }
        return render(request, "rooms/guest_data.html", context)


@login_not_required  # a client needs no account (promise 6)
@require_safe
def copy(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """To take along, made at once: there is little of it."""
    participant = _opened(request, participant_id)
    with override(participant.appointment.practice.zone):
        archive = archive_of(shares_of_guest(participant), made_at=now())
    name = content_disposition_header(True, _("your-data") + ".zip") or "attachment"
    return HttpResponse(
        archive, content_type="application/zip", headers={"Content-Disposition": name}
    )


@login_not_required  # a client needs no account (promise 6)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """Ask once, then forget them."""
    participant = _opened(request, participant_id)
    practice = participant.appointment.practice
    context = {"participant": participant, "practice": practice, "brand": brand_of(practice)}
    if request.method != "POST":
        return render(request, "rooms/guest_erase.html", context)
    forget_participant(participant, now=now())
    return render(request, "rooms/guest_erased.html", context)


def _opened(request: HttpRequest, participant_id: UUID) -> Participant:
    participant = opened_participant(request.session, participant_id)
    if participant is None:
        raise Http404
    return participant
