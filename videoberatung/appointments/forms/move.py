from datetime import datetime, timedelta
from typing import Any

from videoberatung.appointments.forms.details import AppointmentForm
from videoberatung.appointments.models import Appointment
from videoberatung.practices.models import Membership

_TIME = ("date", "start", "minutes")


class MoveForm(AppointmentForm):
    """Only the time; everything else stays as it is."""

    def __init__(
        self, *args: Any, member: Membership, appointment: Appointment, **kwargs: Any
    ) -> None:
        super().__init__(*args, member=member, appointment=appointment, **kwargs)
        self.fields = {name: self.fields[name] for name in _TIME}

    def span(self) -> tuple[datetime, datetime]:
        """Only after `is_valid`."""
        starts_at: datetime = self.cleaned_data["starts_at"]
        return starts_at, starts_at + timedelta(minutes=self.cleaned_data["minutes"])


def move_form_for(member: Membership, appointment: Appointment, *, at: str = "") -> MoveForm:
    """Filled with the time it has, or with one that somebody wished for ("2030-01-08T10:00")."""
    local = _local(at) or appointment.starts_at.astimezone(member.practice.zone)
    initial = {"date": local.date(), "start": local.time(), "minutes": appointment.minutes}
    return MoveForm(initial=initial, member=member, appointment=appointment)


def _local(text: str) -> datetime | None:
    """By the clock of the practice; None for what is no time."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
