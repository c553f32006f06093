"""Bank details: by whom and from which account. Used wherever they are asked for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from videoberatung.base.forms import SafeCharField
from videoberatung.practices.bank import (
    NumberError,
    bank_of,
    bic_of,
    compact_iban,
    iban_of,
    in_groups,
    is_same_bank,
)
from videoberatung.practices.services.bank import BankDetails

# Longer than any number with a space between all characters.
_LONGEST_TYPED = 80


class IbanField(SafeCharField):
    """Cleans to the number without spaces; shows it in groups of four."""

    default_error_messages = {
        "mistyped": _(
            "There is a typing mistake in this IBAN: its check digits do not fit. Please compare "
            "it with your bank card, digit by digit."
        ),
        "length": _("An IBAN of this country has %(wanted)d characters, this one has %(typed)d."),
        "country": _("An IBAN begins with the two letters of a country, such as DE."),
        "outside_sepa": _(
            "Accounts in this country take no part in SEPA, so we cannot collect from there. "
            "Please give an account in a SEPA country."
        ),
    }

    def __init__(self, **more: Any) -> None:
        attrs = {"autocomplete": "off", "spellcheck": "false", "class": "num"}
        super().__init__(max_length=_LONGEST_TYPED, widget=forms.TextInput(attrs), **more)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        try:
            return iban_of(typed)
        except NumberError as error:
            numbers = {"wanted": error.wanted, "typed": len(compact_iban(typed))}
            raise ValidationError(self.error_messages[error.code], error.code, numbers) from None

    def prepare_value(self, value: Any) -> Any:
        """What cannot be right stays as it was typed."""
        try:
            return in_groups(iban_of(value))
        except (NumberError, AttributeError):  # AttributeError: None
            return value


class BankForm(forms.Form):
    holder = SafeCharField(
        label=_("Account holder"), max_length=70, widget=forms.TextInput({"autocomplete": "off"})
    )
    iban = IbanField(label=_("IBAN"))
    bic = SafeCharField(
        label=_("BIC"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "num"}),
        help_text=_("Leave it empty: we find it for German accounts and most others."),
    )

    def clean_bic(self) -> str:
        typed: str = self.cleaned_data["bic"]
        try:
            return bic_of(typed) if typed else ""
        except NumberError:
            raise ValidationError(
                _("A BIC has 8 or 11 characters, for example COBADEFFXXX. You may leave it empty."),
                "mistyped",
            ) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("iban") and "bic" in cleaned:
            found = bank_of(cleaned["iban"]).bic
            if cleaned["bic"] and found and not is_same_bank(cleaned["bic"], found):
                self.add_error("bic", _("This BIC is another bank's. You may leave it empty."))
            else:
                cleaned["bic"] = cleaned["bic"] or found
        return cleaned

    def details(self) -> BankDetails:
        """Only after `is_valid`."""
        return BankDetails(**self.cleaned_data)
