from videoberatung.appointments.models.answer import LONGEST_TEXT, MOST_WISHES, Answer, AnswerKind
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
    "LONGEST_TEXT",
    "MOST_WISHES",
    "Answer",
    "AnswerKind",
    "Appointment",
    "AppointmentQuerySet",
    "Participant",
    "ParticipantQuerySet",
    "Series",
    "SeriesParticipant",
    "SeriesParticipantQuerySet",
]
