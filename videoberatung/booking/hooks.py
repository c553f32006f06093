from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from videoberatung.appointments.announcements import register_listener
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.origins import register_origin
from videoberatung.booking import mails
from videoberatung.booking.origin import OnlineBooking
from videoberatung.booking.services.booking import CONFIRM, NEWS
from videoberatung.booking.services.offering import OFFER, offer_after_change
from videoberatung.booking.services.waiting import JOIN
from videoberatung.mail.registry import register_mail
from videoberatung.trail.words import register_actions, register_kind

register_mail(CONFIRM, mails.confirm)
register_mail(NEWS, mails.news)
register_mail(JOIN, mails.join)
register_mail(OFFER, mails.offer)
register_listener(lambda appointment: offer_after_change(appointment, now=timezone.now()))
register_origin(OnlineBooking())


def _appointments_and_settings(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    found = Appointment.objects.filter(practice=practice, id__in=ids)
    booked = found.values_list("id", flat=True)
    links = {one: reverse("appointments:detail", args=[one]) for one in booked}
    # Its settings are recorded as steps of the practice itself.
    return links | {one: reverse("booking:settings") for one in ids if one == practice}


register_actions(
    {
        "booking.confirmed": gettext_noop("Appointment booked online"),
        "booking.moved": gettext_noop("Appointment moved by the client"),
        "booking.cancelled": gettext_noop("Appointment cancelled by the client"),
        "booking.waiting_joined": gettext_noop("Somebody joined the waiting list"),
        "booking.waiting_left": gettext_noop("Somebody left the waiting list"),
        "booking.offered": gettext_noop("A time offered to the waiting list"),
        "booking.offer_accepted": gettext_noop("An offered time accepted"),
        "booking.offer_declined": gettext_noop("An offered time declined"),
        "booking.page_changed": gettext_noop("Page for booking changed"),
        "booking.service_saved": gettext_noop("Service for booking changed"),
        "booking.hours_changed": gettext_noop("Working hours for booking changed"),
    }
)
register_kind("booking", gettext_noop("Booking"), _appointments_and_settings)
