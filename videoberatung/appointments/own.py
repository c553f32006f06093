"""The appointments a person is invited to, found by the addresses of their account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from videoberatung.accounts.models import User
from videoberatung.appointments.answers import answer_of, answer_to
from videoberatung.appointments.models import Answer, Participant, ParticipantQuerySet
from videoberatung.appointments.window import DoorState
from videoberatung.appointments.words import moderators_in_words, when_in_words
from videoberatung.base.places import city_of
from videoberatung.practices.models import Practice
from videoberatung.privacy.disclosure import Share, disclosure_of, share_of


@dataclass(frozen=True)
class OwnAppointment:
    """`when` is told by the clock of the practice.

    `own_when` is by the person's own clock, `own_place` says where that is; both are empty where
    the two clocks agree. `answer` is about the present time; `is_asked_anew` when there is only
    one about an earlier time.
    """

    participant: Participant
    practice: Practice
    moderator: str
    state: DoorState
    opens_at: str
    when: str
    own_when: str
    own_place: str
    text: str
    answer: Answer | None
    is_asked_anew: bool
    may_answer: bool


def own_participants(user: User) -> ParticipantQuerySet:
    """Where links still open a page, next first; one query with all that is shown."""
    invited = Participant.objects.of_account(user).with_living_link()
    return invited.filter(appointment__published_at__isnull=False).order_by(
        "appointment__starts_at", "id"
    )


def own_participant(user: User, participant_id: UUID) -> Participant | None:
    return own_participants(user).filter(id=participant_id).first()


def rows_for(
    participants: Iterable[Participant], *, user: User, now: datetime
) -> list[OwnAppointment]:
    return [_row(participant, user=user, now=now) for participant in participants]


def _row(participant: Participant, *, user: User, now: datetime) -> OwnAppointment:
    appointment = participant.appointment
    start, end = appointment.starts_at, appointment.ends_at
    here, there = user.zone, appointment.practice.zone
    clocks_differ = start.astimezone(here).utcoffset() != start.astimezone(there).utcoffset()
    answer = answer_to(participant, start)
    state = appointment.door_state(now)
    return OwnAppointment(
        participant=participant,
        practice=appointment.practice,
        moderator=moderators_in_words(appointment.moderators),
        state=state,
        opens_at=appointment.opens_at.astimezone(there).strftime("%H:%M"),
        when=when_in_words(start, end, zone=there, now=now),
        own_when=when_in_words(start, end, zone=here, now=now) if clocks_differ else "",
        own_place=city_of(user.time_zone) if clocks_differ else "",
        text=appointment.invitation_text,
        answer=answer,
        is_asked_anew=answer is None and answer_of(participant) is not None,
        may_answer=state in ("too_early", "open") and now < start,
    )


def shares_of_guest(participant: Participant) -> list[Share]:
    """What is held about one invited person: this invitation and their answer to it."""
    rows = Participant.objects.filter(id=participant.id).select_related("practice", "appointment")
    answers = Answer.objects.filter(participant=participant)
    shares = [
        share_of(disclosure_of(Participant), rows),
        share_of(disclosure_of(Answer), answers),
    ]
    return [share for share in shares if share.rows]
