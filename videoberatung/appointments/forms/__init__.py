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
from videoberatung.appointments.forms.repeat import (
    USUAL_TIMES,
    RepeatForm,
    ScopeForm,
    scope_asked,
    scope_typed,
)
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.recurrence import Recurrence
from videoberatung.appointments.scope import Scope
from videoberatung.appointments.services import Plan
from videoberatung.base.errors import RefusedError
from videoberatung.base.problems import problems_of
from videoberatung.practices.models import Membership

_ASKABLE = ("date", "start", "minutes", "moderator")


class PlanForms(NamedTuple):
    """The parts of the page; `repeat` of a new appointment, `scope` of one in a series."""

    details: AppointmentForm
    people: PeopleForms
    repeat: RepeatForm | None = None
    scope: ScopeForm | None = None

    def is_valid(self) -> bool:
        # All, so that everything that is wrong is shown at once.
        answers = [form.is_valid() for form in self.parts]
        return all(answers)

    @property
    def parts(self) -> list[Any]:
        return [form for form in self if form is not None]

    @property
    def has_problems(self) -> bool:
        """False while nothing has been checked."""
        return any(problems_of(form) for form in self.parts)

    @property
    def recurrence(self) -> Recurrence | None:
        """Only after `is_valid`; None: it takes place once."""
        is_repeated = self.repeat is not None and self.repeat.is_chosen
        return self.repeat.recurrence() if self.repeat and is_repeated else None

    @property
    def reach(self) -> Scope:
        """Only after `is_valid`."""
        return self.scope.chosen if self.scope else "this"

    def add_refusal(self, refusal: RefusedError) -> None:
        """At the field it is about."""
        is_shown = self.repeat is not None and self.recurrence and self.repeat.takes(refusal)
        if not is_shown:
            self.details.add_refusal(refusal)

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
    repeat = RepeatForm(initial={"times": USUAL_TIMES})
    return PlanForms(AppointmentForm(initial=details, member=member), people, repeat)


def forms_for_change(
    member: Membership, appointment: Appointment, *, asked: QueryDict
) -> PlanForms:
    """Filled with what is. `asked`: how far a link to the page wishes it to reach (scope)."""
    local = appointment.starts_at.astimezone(member.practice.zone)
    details = {
        "title": appointment.title,
        "date": local.date(),
        "start": local.time(),
        "minutes": appointment.minutes,
        "moderator": appointment.moderator_id,
        "further": [one.id for one in appointment.further_moderators.all()],
        "note": appointment.note,
        "invitation_text": appointment.invitation_text,
        "submission": uuid4(),
    }
    people = [
        {"name": one.name, "email": one.email, "language": one.language, "participant": one.id}
        for one in appointment.participants.taking_part()
    ]
    form = AppointmentForm(initial=details, member=member, appointment=appointment)
    scope = scope_asked(asked)
    return PlanForms(
        form,
        people_filled(people, most=appointment.most_people),
        scope=scope if appointment.series else None,
    )


def forms_typed(
    data: QueryDict, member: Membership, appointment: Appointment | None = None
) -> PlanForms:
    """What was sent, to be checked."""
    details = AppointmentForm(data, member=member, appointment=appointment)
    people = people_typed(data, most=_most_people(member, appointment))
    if appointment is None:
        return PlanForms(details, people, repeat=RepeatForm(data))
    scope = scope_typed(data) if appointment.series else None
    return PlanForms(details, people, scope=scope)


def forms_with_step(
    data: QueryDict, step: str, member: Membership, appointment: Appointment | None = None
) -> PlanForms:
    """What was typed so far, unchecked, with a person more ("add") or less ("remove-3")."""
    details = AppointmentForm(member=member)
    details.initial = {name: data.get(name, "") for name in details.fields}
    details.initial["further"] = data.getlist("further")
    most = _most_people(member, appointment)
    people = people_with_step(data, step, most=most)
    if appointment is None:
        typed = {name: data.get(name, "") for name in RepeatForm.base_fields}
        repeat = RepeatForm(initial=typed | {"weekdays": data.getlist("weekdays")})
        return PlanForms(details, people, repeat=repeat)
    scope = scope_asked(data)
    return PlanForms(details, people, scope=scope if appointment.series else None)


def _most_people(member: Membership, appointment: Appointment | None = None) -> int:
    return appointment.most_people if appointment else member.practice.most_people
