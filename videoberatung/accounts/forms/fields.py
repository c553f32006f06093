"""Fields that several forms about accounts share."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.accounts.passwords import LONGEST, SHORTEST
from videoberatung.base.forms import SafeEmailField

_LONGEST_CODE = 32  # with everything a person may type between the digits

PASSWORD_RULES = format_lazy(
    gettext_lazy(
        "At least {count} characters; several words are easy to remember. Not your name, and "
        "none that many people use."
    ),
    count=SHORTEST,
)


class AddressField(SafeEmailField):
    """An address to write to and to sign in with, in small letters."""

    def __init__(self, **more: Any) -> None:
        attributes = {"autocomplete": "email", "spellcheck": "false"}
        widget = forms.EmailInput(attrs=attributes)
        given: dict[str, Any] = {
            "label": gettext_lazy("E-mail address"),
            "max_length": 254,
            "widget": widget,
        }
        super().__init__(**(given | more))

    def clean(self, value: Any) -> str:
        address: str = super().clean(value).lower()
        if '"' in address:  # legal, but every mail server reads it differently
            raise ValidationError(_("Please enter an address without quotation marks."))
        return address


class PasswordField(forms.CharField):
    """A password that exists already."""

    def __init__(self, *, autocomplete: str = "current-password", **more: Any) -> None:
        # The two words are for the button that shows what is typed (ui/password-reveal.ts).
        attributes = {
            "autocomplete": autocomplete,
            "data-show": gettext_lazy("Show password"),
            "data-hide": gettext_lazy("Hide password"),
        }
        given: dict[str, Any] = {
            "label": gettext_lazy("Password"),
            "strip": False,
            "max_length": LONGEST,
            "widget": forms.PasswordInput(attrs=attributes),
        }
        super().__init__(**(given | more))


class NewPasswordField(PasswordField):
    """One to be set; the form that has it judges it (accounts/passwords.py)."""

    def __init__(self, **more: Any) -> None:
        super().__init__(autocomplete="new-password", **({"help_text": PASSWORD_RULES} | more))


class CodeField(forms.CharField):
    """Digits from a mail or an app, however they are written."""

    def __init__(self, **more: Any) -> None:
        attributes = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
            "class": "code",
        }
        given: dict[str, Any] = {
            "label": gettext_lazy("Code"),
            "max_length": _LONGEST_CODE,
            "widget": forms.TextInput(attrs=attributes),
        }
        super().__init__(**(given | more))

    def to_python(self, value: Any) -> str:
        """Without spaces and strokes; digits of any script become ours."""
        text = unicodedata.normalize("NFKC", str(super().to_python(value) or ""))
        return "".join(str(unicodedata.decimal(c, c)) for c in text if c.isalnum())
