"""What can be done with an appointment; one transaction each: rule, change, mail, trail."""

from videoberatung.appointments.services.answering import Reply, answer_invitation
from videoberatung.appointments.services.calling_off import cancel_appointment
from videoberatung.appointments.services.changing import change_appointment
from videoberatung.appointments.services.changing_series import cancel_series, change_series
from videoberatung.appointments.services.forgetting import forget_participant
from videoberatung.appointments.services.inviting import invite_again
from videoberatung.appointments.services.moderating import hand_over
from videoberatung.appointments.services.moving import move_appointment
from videoberatung.appointments.services.participation import (
    add_person,
    replace_address,
    replace_link,
    withdraw_invitation,
)
from videoberatung.appointments.services.planning import Invitee, Plan, plan_appointment
from videoberatung.appointments.services.repeating import plan_series
from videoberatung.appointments.services.sessions import (
    extend_appointment,
    note_session_ended,
    open_again,
)

__all__ = [
    "Invitee",
    "Plan",
    "Reply",
    "add_person",
    "answer_invitation",
    "cancel_appointment",
    "cancel_series",
    "change_appointment",
    "change_series",
    "extend_appointment",
    "forget_participant",
    "hand_over",
    "invite_again",
    "move_appointment",
    "note_session_ended",
    "open_again",
    "plan_appointment",
    "plan_series",
    "replace_address",
    "replace_link",
    "withdraw_invitation",
]
