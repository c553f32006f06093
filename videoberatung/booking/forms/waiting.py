"""Onto the waiting list: who, and what would suit."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.booking.forms.visit import VisitorForm
from videoberatung.booking.models import BookableService
from videoberatung.booking.services.waiting import Wanted
from videoberatung.booking.wishes import PartOfDay, Wish
from videoberatung.practices.models import Membership


class WaitingForm(VisitorForm):
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days would it suit you?"),
        help_text=gettext_lazy("Tick none if all days suit you."),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    part_of_day = forms.ChoiceField(
        label=gettext_lazy("And at what time?"),
        choices=PartOfDay.choices,
        initial=PartOfDay.ANY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, service: BookableService, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._providers = {str(one.id): one for one in service.providers_now()}
        self.fields["email"].help_text = _("We write there as soon as something gets free.")
        if len(self._providers) > 1:
            names = [(key, one.user.display_name) for key, one in self._providers.items()]
            self.fields["provider"] = forms.ChoiceField(
                label=_("With whom"),
                choices=[("", _("Whoever is free first")), *names],
                required=False,
            )

    def wanted(self, *, before: datetime | None) -> Wanted:
        """Only after `is_valid`."""
        wish = Wish(
            weekdays=frozenset(self.cleaned_data["weekdays"]),
            part_of_day=PartOfDay(self.cleaned_data["part_of_day"]),
            before=before,
        )
        return Wanted(wish, self.chosen_provider())

    def chosen_provider(self) -> Membership | None:
        """Only after `is_valid`."""
        return self._providers.get(self.cleaned_data.get("provider", ""))
