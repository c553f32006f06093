from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.codes import digest_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import (
    check_belong,
    check_moderators,
    check_people,
    check_span,
    check_start,
)
from videoberatung.appointments.services.inviting import invite
from videoberatung.practices.models import Membership, Practice
from videoberatung.trail.services import record

log = structlog.get_logger()


@dataclass(frozen=True)
class Invitee:
    """A person to be invited; `participant` is set for who is invited already.

    `email` empty: nothing is sent, they get the link in another way.
    """

    name: str
    email: str
    language: str = User.Language.GERMAN
    participant: UUID | None = None
    # Set for who is invited to a whole series.
    in_series: UUID | None = None


@dataclass(frozen=True)
class Plan:
    """What a person decides about an appointment.

    `further` are the moderators beside the one who holds it. They, `note` and
    `invitation_text` are None where nothing is said about them: what is there stays.
    """

    title: str
    starts_at: datetime
    minutes: int
    moderator: Membership
    invitees: list[Invitee] = field(default_factory=list)
    further: list[Membership] | None = None
    note: str | None = None
    invitation_text: str | None = None

    @property
    def moderators(self) -> list[Membership]:
        """Nobody twice."""
        return [self.moderator, *(one for one in self.further or [] if one != self.moderator)]

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.duration

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.starts_at, self.ends_at


@transaction.atomic
def plan_appointment(
    practice: Practice, plan: Plan, *, submission: UUID, by: User | None, now: datetime
) -> Appointment:
    """Plan, invite everybody, keep a trace. `by` None: a client booked it without an account.

    The same `submission` a second time returns what the first one planned. Raises
    RefusedError (rules.py).
    """
    check_belong(plan.moderators, practice.id)
    earlier = practice.appointments.filter(submission=submission).first()
    if earlier is not None:
        return earlier
    check_moderators(plan.moderators)
    check_span(plan.starts_at, plan.ends_at)
    check_start(plan.starts_at, now=now)
    check_people(len(plan.invitees), most=practice.most_people)
    appointment, is_new = practice.appointments.get_or_create(
        submission=submission,
        defaults={
            "moderator": plan.moderator,
            "title": plan.title,
            "note": plan.note or "",
            "invitation_text": plan.invitation_text or "",
            "starts_at": plan.starts_at,
            "ends_at": plan.ends_at,
            "published_at": now,
            "changed_at": now,
        },
    )
    if is_new:
        appointment.further_moderators.set(plan.moderators[1:])
        invite(add_participants(appointment, enumerate(plan.invitees, 1)), now=now)
        announce(appointment)
        record(
            "appointment.planned",
            practice=practice.id,
            actor=by.id if by else None,
            subject=appointment.id,
        )
        log.info("appointment_planned", appointment=str(appointment.id), count=len(plan.invitees))
    return appointment


def add_participants(
    appointment: Appointment, numbered: Iterable[tuple[int, Invitee]]
) -> list[Participant]:
    participants = [
        Participant(
            practice_id=appointment.practice_id,
            appointment=appointment,
            number=number,
            name=invitee.name,
            email=invitee.email,
            language=invitee.language,
            in_series_id=invitee.in_series,
        )
        for number, invitee in numbered
    ]
    for participant in participants:
        participant.code_digest = digest_for(participant)
    return Participant.objects.bulk_create(participants)
