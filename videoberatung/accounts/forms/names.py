from django import forms
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.models import User
from videoberatung.base.forms import SafeCharField


class NameForm(forms.Form):
    """How a person is called and addressed; the same wherever somebody says who they are."""

    salutation = forms.ChoiceField(
        label=_("Salutation"), choices=User.Salutation.choices, required=False
    )
    title = SafeCharField(
        label=_("Title"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "honorific-prefix"}),
    )
    first_name = SafeCharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = SafeCharField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
