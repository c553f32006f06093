"""Who holds an appointment, and who may do so beside them."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.rules import check_belong, check_is_alive, check_moderator
from videoberatung.appointments.services.telling import tell_once
from videoberatung.practices.announcements import announce_members
from videoberatung.practices.models import Membership
from videoberatung.trail.services import record

log = structlog.get_logger()

CHANGED = "appointments.changed"


def give_moderators(
    appointment: Appointment,
    moderator: Membership,
    further: Sequence[Membership] | None,
    *,
    now: datetime,
) -> bool:
    """Without saving the appointment. Whether anybody came or went; open windows of theirs ask
    anew what they may see. `further` None: those beside stay."""
    before = {appointment.moderator, *appointment.further_moderators.all()}
    beside = set(before if further is None else further) - {moderator}
    if further is None:
        beside -= {appointment.moderator}
    after = {moderator, *beside}
    is_other = moderator != appointment.moderator or after != before
    if is_other:
        appointment.moderator = moderator
        appointment.further_moderators.set(beside)
        announce_members(before ^ after, now=now)
    return is_other


@transaction.atomic
def hand_over(
    appointment: Appointment, colleague: Membership, *, stays: bool, by: User, now: datetime
) -> Appointment:
    """A colleague holds it from now on; who held it so far goes, or stays beside them.

    Live rooms and lists follow at once. Participants hear of it by mail unless it is running:
    then they see who speaks. To who holds it already: nothing is done. Raises
    RefusedError("not_a_provider"), and "cancelled" or "over".
    """
    check_belong([colleague], appointment.practice_id)
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    check_is_alive(appointment.door_state(now))
    check_moderator(colleague)
    giver = appointment.moderator
    if colleague == giver:
        return appointment
    beside = [*appointment.further_moderators.all(), *([giver] if stays else [])]
    give_moderators(appointment, colleague, beside, now=now)
    appointment.sequence += 1
    appointment.changed_at = now
    appointment.save(update_fields=["moderator", "sequence", "changed_at"])
    if now < appointment.starts_at:
        tell_once(CHANGED, appointment.participants.taking_part().select_related("appointment"))
    announce(appointment)
    record(
        "appointment.handed_over",
        practice=appointment.practice_id,
        actor=by.id,
        subject=appointment.id,
    )
    log.info("appointment_handed_over", appointment=str(appointment.id))
    return appointment
