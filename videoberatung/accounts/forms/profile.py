from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.forms.names import NameForm
from videoberatung.accounts.models import User
from videoberatung.accounts.services.profile import Profile
from videoberatung.base.places import time_zones

NEAR = ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich")


class ProfileForm(NameForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=User.Language.choices,
        help_text=_("Of pages and of e-mails to you."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("A practice's pages show the practice's time.")
    )

    def __init__(self, data: QueryDict | None = None, *, person: User) -> None:
        known = {name: getattr(person, name) for name in Profile.__dataclass_fields__}
        super().__init__(data, initial=known)
        self.fields["time_zone"].choices = zone_choices(person.time_zone)  # type: ignore[attr-defined]

    def profile(self) -> Profile:
        """What was typed. Only after `is_valid`."""
        return Profile(**self.cleaned_data)


def zone_choices(current: str) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The near ones, then the rest by continents; `current` too, should no list have it."""
    everywhere = time_zones()
    city_of = {zone: city for _continent, cities in everywhere for zone, city in cities}
    near = [*NEAR, *([] if current in city_of else [current])]
    return [
        (_("Usual"), [(zone, city_of.get(zone, zone)) for zone in near]),
        *(
            (continent, [(zone, city) for zone, city in cities if zone not in near])
            for continent, cities in everywhere
        ),
    ]
