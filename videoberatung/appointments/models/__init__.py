from videoberatung.appointments.models.answer import LONGEST_TEXT, MOST_WISHES, Answer, AnswerKind
from videoberatung.appointments.models.appointment import (
    LONGEST_NOTE,
    Appointment,
    AppointmentQuerySet,
)
from videoberatung.appointments.models.feed import CalendarFeed
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
    "LONGEST_NOTE",
    "LONGEST_TEXT",
    "MOST_WISHES",
    "Answer",
    "AnswerKind",
    "Appointment",
    "AppointmentQuerySet",
    "CalendarFeed",
    "Participant",
    "ParticipantQuerySet",
    "Series",
    "SeriesParticipant",
    "SeriesParticipantQuerySet",
]
