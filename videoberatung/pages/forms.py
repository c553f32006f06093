from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A receipt has about 1000 characters; in a mail there are words around it.
MOST_CHARACTERS = 8000
MOST_BYTES = 4 * MOST_CHARACTERS


class ReceiptForm(forms.Form):
    """A deletion receipt, pasted or as the file that was saved."""

    text = forms.CharField(
        label=gettext_lazy("Paste the receipt"),
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "max_length": gettext_lazy("This is too long for a receipt. Please paste it alone.")
        },
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("or choose the file you saved"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file = cleaned.get("file")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("This file is too large for a receipt."))
        elif file is not None:
            cleaned["receipt"] = file.read().decode("utf-8", errors="replace")
        elif cleaned["text"].strip():
            cleaned["receipt"] = cleaned["text"]
        else:
            self.add_error("text", _("Please paste a receipt, or choose a file."))
        return cleaned
