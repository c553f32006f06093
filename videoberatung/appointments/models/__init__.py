from videoberatung.appointments.models.appointment import Appointment, AppointmentQuerySet
from videoberatung.appointments.models.participant import (
    CONTACTS_KEPT,
    Participant,
    ParticipantQuerySet,
)
from videoberatung.appointments.models.series import (
    Series,
    SeriesParticipant,
    SeriesParticipantQuerySet,
)

__all__ = [
    "CONTACTS_KEPT",
    "Appointment",
    "AppointmentQuerySet",
    "Participant",
    "ParticipantQuerySet",
    "Series",
    "SeriesParticipant",
    "SeriesParticipantQuerySet",
]
