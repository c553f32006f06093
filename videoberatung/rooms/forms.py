from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.appointments.typed_codes import LENGTH, MistypedError, read


class CodeForm(forms.Form):
    """The code from the printed sheet."""

    code = forms.CharField(
        label=gettext_lazy("Code from your sheet"),
        max_length=60,
        help_text=gettext_lazy(
            "Twelve characters, for instance 7K3F-9QXM-2TBD. Dashes and capital letters do not "
            "matter."
        ),
        widget=forms.TextInput(
            {
                "class": "typed-code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        """As it is spelled; a typing error is told before anything is looked up."""
        try:
            return read(self.cleaned_data["code"])
        except MistypedError as mistyped:
            sentence = (
                _("The code has %(count)d characters. Please compare it with your sheet.")
                % {"count": LENGTH}
                if mistyped.is_length
                else _("There is a typing error in the code. Please compare it with your sheet.")
            )
            raise ValidationError(sentence, code="mistyped") from None

    def refuse_unknown(self) -> None:
        sentence = _(
            "This code opens no appointment. It may have been replaced, or the appointment is over."
        )
        self.add_error("code", sentence)

    def refuse_too_many(self) -> None:
        self.add_error(None, _("Codes were tried very often just now. Please wait a minute."))
