"""What the page says on which an invitation is answered."""

from dataclasses import dataclass
from datetime import datetime

from videoberatung.appointments.answers import answer_of, answer_to
from videoberatung.appointments.models import Answer, AnswerKind, Participant
from videoberatung.appointments.words import moderators_in_words, when_in_words
from videoberatung.base.names import initials_of
from videoberatung.practices.brand import brand_of
from videoberatung.practices.models import Practice


@dataclass(frozen=True)
class AnswerPage:
    """`about` is the start that is shown, as it is sent back with the answer.

    `answer` is what was said about the present time, `earlier_when` the time that an older
    answer was about; `may_answer` is over with the start.
    """

    participant: Participant
    practice: Practice
    initials: str
    logo: str
    moderator: str
    when: str
    about: str
    text: str
    answer: Answer | None
    has_accepted: bool
    earlier_when: str
    may_answer: bool
    is_open: bool


def answer_page(participant: Participant, *, now: datetime) -> AnswerPage:
    appointment = participant.appointment
    practice = appointment.practice
    answer = answer_to(participant, appointment.starts_at)
    earlier = answer_of(participant) if answer is None else None
    length = appointment.ends_at - appointment.starts_at

    def words(start: datetime) -> str:
        return when_in_words(start, start + length, zone=practice.zone, now=now)

    return AnswerPage(
        participant=participant,
        practice=practice,
        initials=initials_of(practice.name),
        logo=brand_of(practice).logo,
        moderator=moderators_in_words(appointment.moderators),
        when=words(appointment.starts_at),
        text=appointment.invitation_text,
        about=appointment.starts_at.isoformat(),
        answer=answer,
        has_accepted=answer is not None and answer.kind == AnswerKind.ACCEPTED,
        earlier_when=words(earlier.starts_at) if earlier else "",
        may_answer=now < appointment.starts_at,
        is_open=appointment.door_state(now) == "open",
    )
