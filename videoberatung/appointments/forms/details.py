from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.appointments.forms.texts import TextsForm, further_moderators_field
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.rules import LONGEST, SHORTEST
from videoberatung.appointments.services import Invitee, Plan
from videoberatung.appointments.wall_time import moment_of
from videoberatung.base.errors import RefusedError
from videoberatung.base.forms import SafeCharField
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Action, may

# The field a refusal is about; the others concern the page as a whole.
_FIELD_OF = {
    "in_the_past": "start",
    "already_started": "start",
    "too_far_ahead": "date",
    "too_short": "minutes",
    "too_long": "minutes",
    "not_a_provider": "further",
}


class AppointmentForm(TextsForm):
    title = SafeCharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy(
            "For your calendar; participants do not see it. Please write no names into it."
        ),
    )
    date = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    start = forms.TimeField(
        label=gettext_lazy("Start"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Duration (minutes)"),
        min_value=SHORTEST // timedelta(minutes=1),
        max_value=LONGEST // timedelta(minutes=1),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        member: Membership,
        appointment: Appointment | None = None,
        **kwargs: Any,
    ) -> None:
        """Whoever plans for the whole practice also chooses who holds the appointment."""
        super().__init__(*args, **kwargs)
        self._member, self._appointment = member, appointment
        self._zone = member.practice.zone
        providers = member.practice.memberships.holding_consultations().with_names()
        if may(member, Action.PLAN_ALL):
            self.fields["moderator"] = forms.ModelChoiceField(providers, label=_("Held by"))
        else:
            providers = providers.exclude(id=member.id)
        self.fields["further"] = further_moderators_field(providers)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "date" in cleaned and "start" in cleaned:
            cleaned["starts_at"] = self._starts_at(cleaned)
            if cleaned["starts_at"] is None:
                self.add_error("start", _("On this day the clocks skip this hour."))
        return cleaned

    def _starts_at(self, cleaned: Mapping[str, Any]) -> datetime | None:
        typed = datetime.combine(cleaned["date"], cleaned["start"])
        if self._appointment is not None:
            before = self._appointment.starts_at
            if before.astimezone(self._zone).replace(tzinfo=None) == typed:
                return before  # also in the second of the two equal hours of autumn
        return moment_of(typed.date(), typed.time(), self._zone)

    def plan(self, invitees: list[Invitee]) -> Plan:
        """What was typed. Only after `is_valid`."""
        return Plan(
            title=self.cleaned_data["title"],
            starts_at=self.cleaned_data["starts_at"],
            minutes=self.cleaned_data["minutes"],
            moderator=self.cleaned_data.get("moderator", self._member),
            invitees=invitees,
            further=list(self.cleaned_data["further"]),
            note=self.cleaned_data["note"],
            invitation_text=self.cleaned_data["invitation_text"],
        )

    def add_refusal(self, refusal: RefusedError) -> None:
        self.add_error(_FIELD_OF.get(refusal.code), refusal.sentence)
