from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop

from videoberatung.appointments import answer_mails, mails, series_mails
from videoberatung.appointments.models import Appointment, Participant, Series
from videoberatung.appointments.services.answering import ANSWERED
from videoberatung.appointments.services.calling_off import CANCELLED, CANCELLED_BY_CLIENT
from videoberatung.appointments.services.changing import CHANGED
from videoberatung.appointments.services.departing import (
    call_off_planned,
    count_planned,
    hand_over_planned,
)
from videoberatung.appointments.services.forgetting import FORGOTTEN
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.appointments.services.participation import REPLACED
from videoberatung.appointments.services.people import WITHDRAWN
from videoberatung.appointments.services.reminding import REMINDER
from videoberatung.appointments.services.telling import IN_SERIES
from videoberatung.mail.registry import register_mail
from videoberatung.practices.departures import Departure, register_departure
from videoberatung.trail.words import register_actions, register_kind

register_mail(INVITATION, mails.invitation)
register_mail(CHANGED, mails.changed)
register_mail(CANCELLED, mails.cancelled)
register_mail(CANCELLED_BY_CLIENT, mails.cancelled_by_client)
register_mail(WITHDRAWN, mails.cancelled)
for _kind, _write in (
    (INVITATION, series_mails.invitation),
    (CHANGED, series_mails.changed),
    (CANCELLED, series_mails.cancelled),
    (WITHDRAWN, series_mails.cancelled),
):
    register_mail(_kind + IN_SERIES, _write)
register_departure(
    Departure(count=count_planned, hand_over=hand_over_planned, call_off=call_off_planned)
)
register_mail(REMINDER, mails.reminder)
register_mail(ANSWERED, answer_mails.answered)
register_mail(FORGOTTEN, answer_mails.forgotten)
register_mail(REPLACED, mails.link_replaced)


def _appointments(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    found = Appointment.objects.filter(practice=practice, id__in=ids)
    return {one: _address(one) for one in found.values_list("id", flat=True)}


def _of_participants(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    found = Participant.objects.filter(practice=practice, id__in=ids)
    return {one: _address(their) for one, their in found.values_list("id", "appointment_id")}


def _series(practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    found = Series.objects.filter(practice=practice, id__in=ids).values_list("id", flat=True)
    return {one: reverse("appointments:series", args=[one]) for one in found}


def _address(appointment: UUID) -> str:
    return reverse("appointments:detail", args=[appointment])


register_actions(
    {
        "appointment.planned": gettext_noop("Appointment planned"),
        "appointment.changed": gettext_noop("Appointment changed"),
        "calendar_feed.opened": gettext_noop("Address for a calendar program made"),
        "calendar_feed.changed": gettext_noop("What a calendar program shows changed"),
        "calendar_feed.renewed": gettext_noop("New address for a calendar program"),
        "calendar_feed.closed": gettext_noop("Address for a calendar program ended"),
        "appointment.moved": gettext_noop("Appointment moved"),
        "appointment.extended": gettext_noop("Appointment extended"),
        "appointment.handed_over": gettext_noop("Appointment handed over"),
        "appointment.cancelled": gettext_noop("Appointment cancelled"),
        "appointment.opened_again": gettext_noop("Consultation opened again"),
        "series.planned": gettext_noop("Series planned"),
        "series.changed": gettext_noop("Series changed"),
        "participant.forgotten": gettext_noop("Somebody invited had their data erased"),
        "participant.invited_again": gettext_noop("Invitation sent again"),
        "participant.answered": gettext_noop("Invitation answered"),
        "participant.added": gettext_noop("Person invited"),
        "participant.withdrawn": gettext_noop("Invitation withdrawn"),
        "participant.link_replaced": gettext_noop("Link replaced"),
        "participant.address_replaced": gettext_noop("Address corrected"),
    }
)
register_kind("appointment", gettext_noop("Appointment"), _appointments)
register_kind("series", gettext_noop("Series"), _series)
register_kind("participant", gettext_noop("Appointment"), _of_participants)
