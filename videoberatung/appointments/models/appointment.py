from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q

from videoberatung.appointments.models.participant import Participant
from videoberatung.appointments.models.series import Series
from videoberatung.appointments.window import DoorState, Window
from videoberatung.base.models import BaseModel
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.models.practice import LONGEST_MINUTES
from videoberatung.practices.roles import Action, may

LONGEST = timedelta(minutes=LONGEST_MINUTES)
LONGEST_NOTE = 1000

_DRAWN = (
    "practice_id",
    "moderator_id",
    "title",
    "starts_at",
    "ends_at",
    "published_at",
    "cancelled_at",
    "session_number",
    "ended_session",
)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def within_reach_of(self, member: Membership) -> Self:
        """What this member may see in the calendar: all of the practice, or their own."""
        if may(member, Action.PLAN_ALL):
            return self
        return self.held_by(member)

    def planned_by(self, member: Membership) -> Self:
        """What this member may change (roles.may_plan): not what they only hold beside somebody."""
        return self if may(member, Action.PLAN_ALL) else self.filter(moderator=member)

    def held_by(self, member: Membership) -> Self:
        """Also those where they are one of the further moderators."""
        further = Appointment.further_moderators.through.objects.filter(membership=member)
        is_further = Q(id__in=further.values("appointment"))
        return self.filter(Q(moderator=member) | is_further)

    def upcoming(self, now: datetime) -> Self:
        """Planned and not over: next first."""
        return self.filter(ends_at__gt=now, cancelled_at=None).order_by("starts_at", "id")

    def not_begun(self, now: datetime) -> Self:
        """Planned, and everything about them can still be changed; in the order of the series."""
        return self.filter(starts_at__gt=now, cancelled_at=None).order_by("position")

    def in_place(self) -> Self:
        """In the order of their series."""
        return self.order_by("position")

    def past(self, now: datetime) -> Self:
        """Over or cancelled: last first."""
        over = Q(ends_at__lte=now) | Q(cancelled_at__isnull=False)
        return self.filter(over).order_by("-starts_at", "id")

    def between(self, start: datetime, end: datetime) -> Self:
        """Any part of it lies in [start, end); also those cancelled. In order of time."""
        # The first of the three follows from the others; with it an index finds the few.
        begins = Q(starts_at__gt=start - LONGEST, starts_at__lt=end)
        return self.filter(begins, ends_at__gt=start).order_by("starts_at", "id")

    def overlapping(self, moderator: Membership, start: datetime, end: datetime) -> Self:
        """What keeps this moderator busy in [start, end), in order of time.

        Not what is cancelled, nor what was ended before its time.
        """
        is_held = Q(cancelled_at=None, ended_session__lt=F("session_number"))
        return self.between(start, end).filter(is_held).held_by(moderator)

    def changed_since(self, moment: datetime) -> Self:
        return self.filter(changed_at__gte=moment)

    def with_people(self) -> Self:
        """Moderators, practice and who takes part, in three queries for any number."""
        people = Prefetch("participants", Participant.objects.taking_part())
        related = self.select_related("practice__logo", "moderator__user", "series")
        further = Prefetch("further_moderators", Membership.objects.with_names())
        return related.defer("practice__logo__content").prefetch_related(people, further)

    def for_calendar(self) -> Self:
        """What a calendar draws of hundreds, and no more: four queries for any number."""
        both = [
            Prefetch(name, Membership.objects.with_names())
            for name in ("moderator", "further_moderators")
        ]
        everybody = Participant.objects.taking_part().select_related(None)
        names = everybody.only("appointment_id", "name", "number")
        return self.only(*_DRAWN).prefetch_related(*both, Prefetch("participants", names))


class Appointment(BaseModel):
    """A video consultation: who holds it, when, and how far its live session has come.

    Moments are UTC; they are planned and shown in the practice's time zone.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="appointments")
    # Who holds it, and who may do so beside them (`moderators`).
    moderator = models.ForeignKey(Membership, models.PROTECT, related_name="appointments")
    further_moderators = models.ManyToManyField(
        Membership, related_name="appointments_beside", blank=True
    )
    title = models.CharField(max_length=120)
    # For the practice alone; for everybody invited.
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, db_default="")
    invitation_text = models.CharField(max_length=LONGEST_NOTE, blank=True, db_default="")
    starts_at = models.DateTimeField(db_index=True)
    # The planned end with all extensions: links live until then.
    ends_at = models.DateTimeField(db_index=True)
    # None: a draft that nobody has been told of.
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # What the live rooms have to hear of (announcements.py).
    changed_at = models.DateTimeField(db_index=True)
    # How often participants were told of another time or moderator (RFC 5545, section 3.8.7.4):
    # their calendars take the highest.
    sequence = models.PositiveIntegerField(default=0)
    # Opening again after an end begins a new session, so that no ticket of the old one fits.
    session_number = models.PositiveSmallIntegerField(default=1)
    ended_session = models.PositiveSmallIntegerField(default=0)
    # None: planned alone. Its place in the series is counted from 1.
    series = models.ForeignKey(
        Series, models.CASCADE, null=True, blank=True, related_name="appointments"
    )
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    # Made with the form: sending it twice plans once.
    submission = models.UUIDField()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "submission"], name="appointment_planned_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(session_number__gte=1, ended_session__lte=F("session_number")),
                name="appointment_sessions_count_up",
            ),
            models.UniqueConstraint(fields=["series", "position"], name="appointment_place_once"),
            models.CheckConstraint(
                condition=Q(series=None, position=None) | Q(series__isnull=False, position__gte=1),
                name="appointment_has_place_in_series",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def moderators(self) -> list[Membership]:
        """Who holds it comes first. Nobody who has left or holds no consultations any more."""
        further = [
            one
            for one in self.further_moderators.all()
            if one.holds_consultations and one.ended_at is None
        ]
        return [self.moderator, *further]

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at) / timedelta(minutes=1))

    @property
    def planned_at(self) -> datetime:
        """Day and clock that the series had for it at first (`Series.planned_at`).

        Raises ValueError for what is in no series.
        """
        if self.series is None or self.position is None:
            raise ValueError("this appointment belongs to no series")
        return self.series.planned_at(self.position)

    @property
    def most_people(self) -> int:
        """As many as the practice has chosen; nobody goes when it chooses fewer. One query."""
        return max(self.practice.most_people, self.participants.taking_part().count())

    @property
    def is_session_ended(self) -> bool:
        return self.ended_session >= self.session_number

    @property
    def window(self) -> Window:
        return Window(
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            is_published=self.published_at is not None,
            is_cancelled=self.cancelled_at is not None,
            is_session_ended=self.is_session_ended,
        )

    @property
    def opens_at(self) -> datetime:
        return self.window.opens_at

    def is_alive(self, now: datetime) -> bool:
        """Somebody may still be invited to it, and links lead there."""
        return self.door_state(now) not in ("draft", "cancelled", "over")

    def door_state(self, now: datetime) -> DoorState:
        return self.window.state(now)
