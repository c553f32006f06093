"""What the first steps of a registration ask a practice for (promise 7: nothing more)."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.accounts.forms.fields import AddressField
from videoberatung.accounts.models import User
from videoberatung.base.forms import SafeCharField
from videoberatung.base.places import DEFAULT_COUNTRY, countries
from videoberatung.practices.addresses import is_postal_code
from videoberatung.practices.bank import bank_of, in_groups
from videoberatung.practices.forms.bank import BankForm
from videoberatung.practices.forms.step import StepForm
from videoberatung.practices.models import Practice
from videoberatung.practices.phones import PhoneError, phone_of
from videoberatung.practices.services.bank import open_bank_account


class DescribingStep(StepForm):
    """Its fields are called like those of a practice."""

    def describe(self, practice: Practice) -> None:
        for name, value in self.cleaned_data.items():
            setattr(practice, name, value)


class PracticeStep(DescribingStep):
    BESIDE_EACH_OTHER = (("postal_code", "city"),)

    name = SafeCharField(
        label=gettext_lazy("Name of the practice"),
        max_length=120,
        help_text=gettext_lazy("Your clients see this name."),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of practice"),
        choices=[("", gettext_lazy("Please choose")), *Practice.Kind.choices],
    )
    street = SafeCharField(
        label=gettext_lazy("Street and number"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    postal_code = SafeCharField(
        label=gettext_lazy("Postal code"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "postal-code", "class": "num"}),
    )
    city = SafeCharField(
        label=gettext_lazy("Town"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=countries,
        initial=DEFAULT_COUNTRY,
        widget=forms.Select({"autocomplete": "country"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        code, country = cleaned.get("postal_code"), cleaned.get("country", "")
        if code and not is_postal_code(code, country):
            self.add_error("postal_code", _("A German postal code has five digits, such as 10115."))
        return cleaned

    def summary(self) -> list[str]:
        given = self.cleaned_data
        country = dict(countries())[given["country"]]
        return [
            f"{given['name']} ({Practice.Kind(given['kind']).label})",
            f"{given['street']}, {given['postal_code']} {given['city']}, {country}",
        ]


class ContactStep(DescribingStep):
    contact_name = SafeCharField(
        label=gettext_lazy("Contact person"),
        max_length=160,
        help_text=gettext_lazy("Whom we turn to about the contract."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    contact_email = AddressField(label=gettext_lazy("Their e-mail address"))
    phone = SafeCharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Shown to clients when something does not work."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "class": "num"}),
    )

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        try:
            # Numbers of other countries begin with their code.
            return phone_of(typed, DEFAULT_COUNTRY) if typed else ""
        except PhoneError:
            raise ValidationError(
                _(
                    "This is no telephone number. Please write it with its area code, from "
                    "abroad with the country code: 030 23125 000 or +43 1 534530."
                )
            ) from None

    def summary(self) -> list[str]:
        return [value for value in self.cleaned_data.values() if value]


class BankStep(BankForm, StepForm):
    def keep(self, practice: Practice, *, by: User, now: datetime) -> None:
        open_bank_account(practice, self.details())

    def summary(self) -> list[str]:
        details = self.details()
        known = bank_of(details.iban)
        bank = ", ".join(filter(None, [details.bic and f"BIC {details.bic}", known.name]))
        return list(filter(None, [details.holder, in_groups(details.iban), bank]))
