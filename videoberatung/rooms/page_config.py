"""What the page tells its script: who invites whom, when, and where to ask for tickets.

The script's side of it is frontend/src/pure/room-config.ts; a test compares the two.
"""

from datetime import datetime
from typing import TypedDict

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse

from videoberatung.appointments.answers import answer_to
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.words import moderators_in_words, when_in_words
from videoberatung.base.names import initials_of
from videoberatung.practices.brand import brand_of
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import may_plan
from videoberatung.rooms import live_keys


class RoomConfig(TypedDict):
    """Addresses are paths; times are ISO 8601 with their zone; texts are never None."""

    role: str
    socketUrl: str
    ticketUrl: str
    csrfToken: str
    practiceName: str
    practicePhone: str
    practiceInitials: str
    practiceLogo: str
    waitingText: str
    requiresRealName: bool
    moderatorName: str
    moderatorNames: str
    invitationText: str
    moderatorPictureUrl: str
    title: str
    when: str
    startsAt: str
    endsAt: str
    opensAt: str
    timeZone: str
    selfName: str
    backUrl: str
    endedUrl: str
    openAgainUrl: str
    handOverUrl: str
    answerUrl: str
    answer: str
    door: str


class _Answer(TypedDict):
    answerUrl: str
    answer: str


def client_config(request: HttpRequest, participant: Participant, *, now: datetime) -> RoomConfig:
    return {
        **_shared(request, participant.appointment, now=now),
        "role": "participant",
        "ticketUrl": reverse("rooms:door-ticket", args=[participant.id]),
        "moderatorPictureUrl": _picture_url(participant),
        **_answer(participant, now=now),
        "backUrl": reverse("pages:start"),
    }


def moderator_config(
    request: HttpRequest, appointment: Appointment, *, by: Membership, now: datetime
) -> RoomConfig:
    # With the number of the session, so that a late word never ends the next one.
    session = [appointment.id, appointment.session_number]
    return {
        **_shared(request, appointment, now=now),
        "role": "moderator",
        "ticketUrl": reverse("rooms:room-ticket", args=[appointment.id]),
        "title": appointment.title,
        "selfName": by.user.display_name,
        "backUrl": reverse("appointments:today"),
        "endedUrl": reverse("rooms:ended", args=session),
        "handOverUrl": _hand_over_url(appointment, by),
        "openAgainUrl": reverse("rooms:open-again", args=session),
    }


def _shared(request: HttpRequest, appointment: Appointment, *, now: datetime) -> RoomConfig:
    practice = appointment.practice
    zone = practice.zone
    return RoomConfig(
        role="",
        socketUrl=f"/live/{live_keys.practice_key(practice.id)}/",
        ticketUrl="",
        csrfToken=get_token(request),
        practiceName=practice.name,
        practicePhone=practice.phone,
        practiceInitials=initials_of(practice.name),
        practiceLogo=brand_of(practice).logo,
        waitingText=practice.waiting_text,
        requiresRealName=practice.requires_real_name,
        moderatorName=appointment.moderator.user.display_name,
        moderatorNames=moderators_in_words(appointment.moderators),
        invitationText=appointment.invitation_text,
        moderatorPictureUrl="",
        # Written for the practice; a client does not need it and it may say too much.
        title="",
        when=when_in_words(appointment.starts_at, appointment.ends_at, zone=zone, now=now),
        startsAt=appointment.starts_at.astimezone(zone).isoformat(),
        endsAt=appointment.ends_at.astimezone(zone).isoformat(),
        opensAt=appointment.opens_at.astimezone(zone).isoformat(),
        timeZone=practice.time_zone,
        selfName="",
        backUrl="",
        endedUrl="",
        openAgainUrl="",
        handOverUrl="",
        answerUrl="",
        answer="",
        door=appointment.door_state(now),
    )


def _answer(participant: Participant, *, now: datetime) -> _Answer:
    """What was said to this time, and where to say or change it until the start."""
    start = participant.appointment.starts_at
    given = answer_to(participant, start)
    return {
        "answerUrl": reverse("rooms:answer", args=[participant.id]) if now < start else "",
        "answer": given.kind if given else "",
    }


def _hand_over_url(appointment: Appointment, by: Membership) -> str:
    """Empty for who may not."""
    if not may_plan(by, moderator=appointment.moderator):
        return ""
    return reverse("appointments:hand-over", args=[appointment.id])


def _picture_url(participant: Participant) -> str:
    """Empty where there is no picture."""
    has_one = hasattr(participant.appointment.moderator.user, "picture")
    return reverse("rooms:moderator-picture", args=[participant.id]) if has_one else ""
