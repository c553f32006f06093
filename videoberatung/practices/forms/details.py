from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.base.forms import SafeCharField, SafeEmailField
from videoberatung.base.places import countries, time_zones
from videoberatung.practices.forms.settings import SettingsForm
from videoberatung.practices.models import Practice
from videoberatung.practices.phones import PhoneError, phone_of
from videoberatung.practices.services.settings import Details


class DetailsForm(SettingsForm):
    settings = Details
    # What stands together on the page.
    GROUPS: ClassVar = (
        (gettext_lazy("Practice"), [["name"], ["kind", "time_zone"]]),
        (gettext_lazy("Address"), [["street"], ["postal_code", "city"], ["country"]]),
        (gettext_lazy("For clients"), [["phone", "email"]]),
        (gettext_lazy("Contact for the operator"), [["contact_name", "contact_email"]]),
    )

    name = SafeCharField(label=gettext_lazy("Name of the practice"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of practice"), choices=Practice.Kind.choices)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=time_zones,
        help_text=gettext_lazy("Appointments that are planned keep their moment."),
    )
    street = SafeCharField(label=gettext_lazy("Street and number"), max_length=120, required=False)
    postal_code = SafeCharField(label=gettext_lazy("Postal code"), max_length=12, required=False)
    city = SafeCharField(label=gettext_lazy("Town"), max_length=80, required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=countries)
    phone = SafeCharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("Shown to clients when something does not work."),
    )
    email = SafeEmailField(label=gettext_lazy("E-mail address"), max_length=254, required=False)
    contact_name = SafeCharField(
        label=gettext_lazy("Contact person"), max_length=160, required=False
    )
    contact_email = SafeEmailField(
        label=gettext_lazy("Their e-mail address"), max_length=254, required=False
    )

    def clean(self) -> dict[str, Any]:
        """The number is read in the country that was chosen, so it comes after it."""
        cleaned = super().clean() or {}
        if cleaned.get("phone") and cleaned.get("country"):
            try:
                cleaned["phone"] = phone_of(cleaned["phone"], cleaned["country"])
            except PhoneError:
                self.add_error(
                    "phone",
                    _(
                        "This is no telephone number. Please write it with its area code, from "
                        "abroad with the country code: 030 23125 000 or +43 1 534530."
                    ),
                )
        return cleaned
