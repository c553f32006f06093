"""What appointments say about having been booked online (appointments/origins.py)."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from videoberatung.appointments.models import Participant
from videoberatung.appointments.origins import Way
from videoberatung.booking.links import booking_link
from videoberatung.booking.models import Booking


class OnlineBooking:
    @property
    def words(self) -> str:
        return _("booked online")

    def among(self, appointments: Collection[UUID]) -> set[UUID]:
        """One query."""
        booked = Booking.objects.filter(appointment__in=appointments)
        return set(booked.values_list("appointment_id", flat=True))

    def way_for(self, participant: Participant) -> Way | None:
        """For the first of the participants, who booked; one query."""
        page = getattr(participant.practice, "booking_page", None)
        if participant.number != 1 or page is None or page.changes_until_hours is None:
            return None
        booking = Booking.objects.filter(appointment=participant.appointment_id).first()
        return Way(_("Move or cancel the appointment"), booking_link(booking)) if booking else None
