from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.base.defence import BLOCK_MINUTES
from videoberatung.base.forms import SafeCharField, SafeTextField
from videoberatung.base.rate_limits import household_of


class BlockForm(forms.Form):
    """One address and how long; nothing of it is written down."""

    network = SafeCharField(
        label=gettext_lazy("Network address"),
        max_length=50,
        help_text=gettext_lazy("IPv4 or IPv6. Of IPv6 the whole household is meant."),
        widget=forms.TextInput({"autocomplete": "off", "class": "num"}),
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("For how long"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["minutes"]
        field.choices = [  # type: ignore[attr-defined]
            (str(count), _("%(count)d minutes") % {"count": count}) for count in BLOCK_MINUTES
        ]
        field.initial = str(BLOCK_MINUTES[1])

    def clean_network(self) -> str:
        typed = str(self.cleaned_data["network"]).partition("/")[0]
        household = household_of(typed)
        if household == "unknown":
            raise ValidationError(_("This is no network address, such as 203.0.113.7."))
        return household


class AnswerForm(forms.Form):
    """What somebody is answered; it leaves as a mail."""

    answer = SafeTextField(
        label=gettext_lazy("Answer"),
        max_length=10_000,
        help_text=gettext_lazy("It is sent as an e-mail to the address above, as it stands here."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
