"""What a practice decides about its booking, as forms."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.base.errors import RefusedError
from videoberatung.base.forms import SafeCharField
from videoberatung.booking.models.page import (
    LONGEST_BUFFER_MINUTES,
    LONGEST_HORIZON_DAYS,
    LONGEST_NOTICE_HOURS,
    MOST_PER_DAY,
)
from videoberatung.booking.services.settings import (
    PageSettings,
    ServicePlan,
    page_edition_of,
    page_settings_of,
)
from videoberatung.practices.editions import FIELD
from videoberatung.practices.forms.settings import GuardedForm
from videoberatung.practices.models import Practice
from videoberatung.practices.models.practice import LONGEST_MINUTES, SHORTEST_MINUTES

_CHANGES = [
    ("", gettext_lazy("not at all")),
    (2, gettext_lazy("until 2 hours before")),
    (12, gettext_lazy("until 12 hours before")),
    (24, gettext_lazy("until 24 hours before")),
    (48, gettext_lazy("until 2 days before")),
    (72, gettext_lazy("until 3 days before")),
    (168, gettext_lazy("until a week before")),
]


class PageForm(GuardedForm):
    is_open = forms.BooleanField(
        label=gettext_lazy("Clients can book appointments online"), required=False
    )
    slug = forms.SlugField(
        label=gettext_lazy("Address of the page"),
        max_length=40,
        help_text=gettext_lazy(
            "Small letters, digits and hyphens. Links you have given away stop working when you "
            "change it."
        ),
        error_messages={
            "invalid": gettext_lazy("Please use small letters, digits and hyphens alone.")
        },
    )
    changes_until_hours = forms.TypedChoiceField(
        label=gettext_lazy("Clients may move or cancel by themselves"),
        choices=_CHANGES,
        coerce=int,
        empty_value=None,
        required=False,
    )
    may_be_found = forms.BooleanField(
        label=gettext_lazy("Search engines may list the page"), required=False
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        return slug.lower().replace("_", "-")

    def saved(self) -> dict[str, Any]:
        return asdict(page_settings_of(self.practice))

    def edition_saved(self) -> str:
        return page_edition_of(self.practice)

    def typed(self) -> PageSettings:
        values = {name: value for name, value in self.cleaned_data.items() if name != FIELD}
        return PageSettings(**values)

    def add_refusal(self, refusal: RefusedError) -> None:
        if refusal.code == "slug_taken":
            self.add_error("slug", refusal.sentence)
        else:
            super().add_refusal(refusal)


class ServiceForm(forms.Form):
    name = SafeCharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy(
            "As clients say it: “First consultation”, “Question about a result”."
        ),
    )
    words = SafeCharField(
        label=gettext_lazy("One sentence for clients"),
        max_length=300,
        required=False,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Duration (minutes)"),
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
        initial=30,
    )
    minutes_before = forms.IntegerField(
        label=gettext_lazy("Free before it (minutes)"),
        min_value=0,
        max_value=LONGEST_BUFFER_MINUTES,
        initial=0,
    )
    minutes_after = forms.IntegerField(
        label=gettext_lazy("Free after it (minutes)"),
        min_value=0,
        max_value=LONGEST_BUFFER_MINUTES,
        initial=0,
    )
    notice_hours = forms.IntegerField(
        label=gettext_lazy("At the latest so many hours ahead"),
        min_value=0,
        max_value=LONGEST_NOTICE_HOURS,
        initial=24,
    )
    horizon_days = forms.IntegerField(
        label=gettext_lazy("At the earliest so many days ahead"),
        min_value=1,
        max_value=LONGEST_HORIZON_DAYS,
        initial=42,
    )
    most_per_day = forms.IntegerField(
        label=gettext_lazy("At most so many a day"),
        min_value=1,
        max_value=MOST_PER_DAY,
        required=False,
        help_text=gettext_lazy("For each person who offers it. Empty: as many as fit."),
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("Can be booked"), required=False, initial=True
    )

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["providers"] = forms.ModelMultipleChoiceField(
            practice.memberships.holding_consultations().with_names(),
            label=_("Offered by"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def plan(self) -> ServicePlan:
        """Only after `is_valid`."""
        values = self.cleaned_data | {"providers": list(self.cleaned_data["providers"])}
        return ServicePlan(**values)

    def add_refusal(self, refusal: RefusedError) -> None:
        field = {"service_name_taken": "name", "nobody_offers_it": "providers"}
        self.add_error(field.get(refusal.code), refusal.sentence)
