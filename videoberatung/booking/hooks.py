from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.origins import register_origin
from videoberatung.booking import mails
from videoberatung.booking.origin import OnlineBooking
from videoberatung.booking.services.booking import CONFIRM, NEWS
from videoberatung.mail.registry import register_mail
from videoberatung.trail.words import register_actions, register_kind

register_mail(CONFIRM, mails.confirm)
register_mail(NEWS, mails.news)
register_origin(OnlineBooking())


def _appointments(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    found = Appointment.objects.filter(practice=practice, id__in=ids)
    ids_found = found.values_list("id", flat=True)
    return {one: reverse("appointments:detail", args=[one]) for one in ids_found}


register_actions(
    {
        "booking.confirmed": gettext_noop("Appointment booked online"),
        "booking.moved": gettext_noop("Appointment moved by the client"),
        "booking.cancelled": gettext_noop("Appointment cancelled by the client"),
    }
)
register_kind("booking", gettext_noop("Appointment"), _appointments)
