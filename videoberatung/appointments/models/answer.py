from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from videoberatung.appointments.models.participant import Participant
from videoberatung.base.models import BaseModel
from videoberatung.practices.models import Practice

LONGEST_TEXT = 300
MOST_WISHES = 3


class AnswerKind(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    OTHER_TIME = "other_time", _("asks for another time")
    # After having accepted.
    CANCELLED = "cancelled", _("cancelled by the participant")


class Answer(BaseModel):
    """What somebody invited has said to the appointment; only the newest word is kept."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="answers")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="answer")
    kind = models.CharField(max_length=10, choices=AnswerKind)
    # The start it is an answer to: once the appointment is moved it says nothing any more.
    starts_at = models.DateTimeField()
    text = models.CharField(max_length=LONGEST_TEXT, blank=True)
    # Starts that would suit them, ISO 8601 in UTC.
    wishes = models.JSONField(default=list, blank=True)
    given_at = models.DateTimeField()
    # How often they have answered about this start.
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AnswerKind.values), name="answer_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def wished_starts(self) -> list[datetime]:
        return [datetime.fromisoformat(wish) for wish in self.wishes]
