"""The page on which an appointment is planned or changed.

It works without JavaScript: adding and removing a person are submit buttons that draw the
page again with everything that was typed.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from videoberatung.appointments.forms.details import AppointmentForm
from videoberatung.appointments.forms.people import (
    PeopleForms,
    people_filled,
    people_typed,
    people_with_step,
)
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services import Plan
from videoberatung.base.problems import problems_of
from videoberatung.practices.models import Membership

_ASKABLE = ("date", "start", "minutes", "moderator")


class PlanForms(NamedTuple):
    """Both parts of the page."""

    details: AppointmentForm
    people: PeopleForms

    def is_valid(self) -> bool:
        # Both, so that everything that is wrong is shown at once.
        return all([self.details.is_valid(), self.people.is_valid()])

    @property
    def has_problems(self) -> bool:
        """False while nothing has been checked."""
        return bool(problems_of(self.details) or problems_of(self.people))

    def plan(self) -> Plan:
        """Only after `is_valid`."""
        return self.details.plan([form.invitee() for form in self.people.forms])


def forms_for_new(
    member: Membership, *, now: datetime, asked: QueryDict | None = None
) -> PlanForms:
    """Filled with what is usual: the next full half hour, held by whoever plans.

    `asked`: what a link to the page wishes instead (date, start, minutes, moderator).
    """
    local = now.astimezone(member.practice.zone)
    start = (local + timedelta(minutes=30 - local.minute % 30)).replace(second=0, microsecond=0)
    details: dict[str, Any] = {
        "title": _("Video consultation"),
        "date": start.date(),
        "start": start.time(),
        "minutes": member.practice.usual_minutes,
        "moderator": member.id if member.holds_consultations else None,
        "submission": uuid4(),
    }
    details |= {name: asked[name] for name in _ASKABLE if asked and asked.get(name)}
    people = people_filled([{}], most=_most_people(member))
    return PlanForms(AppointmentForm(initial=details, member=member), people)


def forms_for_change(member: Membership, appointment: Appointment) -> PlanForms:
    local = appointment.starts_at.astimezone(member.practice.zone)
    details = {
        "title": appointment.title,
        "date": local.date(),
        "start": local.time(),
        "minutes": appointment.minutes,
        "moderator": appointment.moderator_id,
        "submission": uuid4(),
    }
    people = [
        {"name": one.name, "email": one.email, "language": one.language, "participant": one.id}
        for one in appointment.participants.taking_part()
    ]
    form = AppointmentForm(initial=details, member=member, appointment=appointment)
    return PlanForms(form, people_filled(people, most=appointment.most_people))


def forms_typed(
    data: QueryDict, member: Membership, appointment: Appointment | None = None
) -> PlanForms:
    """What was sent, to be checked."""
    details = AppointmentForm(data, member=member, appointment=appointment)
    return PlanForms(details, people_typed(data, most=_most_people(member, appointment)))


def forms_with_step(
    data: QueryDict, step: str, member: Membership, appointment: Appointment | None = None
) -> PlanForms:
    """What was typed so far, unchecked, with a person more ("add") or less ("remove-3")."""
    details = AppointmentForm(member=member)
    details.initial = {name: data.get(name, "") for name in details.fields}
    most = _most_people(member, appointment)
    return PlanForms(details, people_with_step(data, step, most=most))


def _most_people(member: Membership, appointment: Appointment | None = None) -> int:
    return appointment.most_people if appointment else member.practice.most_people
