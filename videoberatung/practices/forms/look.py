from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.base.errors import RefusedError
from videoberatung.base.forms import SafeCharField
from videoberatung.base.images import ACCEPTED_TYPES, MOST_BYTES
from videoberatung.practices.colours import is_colour
from videoberatung.practices.forms.settings import SettingsForm
from videoberatung.practices.models import Practice
from videoberatung.practices.services.settings import Look

# Where the wheel of colours begins when the practice has none: ours.
OURS = "#0b5359"


class LookForm(SettingsForm):
    """The colour can be picked or typed; without a script either of the two alone is enough."""

    settings = Look
    GROUPS: ClassVar = ((gettext_lazy("Colour"), [["picker", "accent"]]),)

    picker = forms.CharField(
        label=gettext_lazy("Pick a colour"),
        required=False,
        widget=forms.TextInput({"type": "color"}),
    )
    accent = SafeCharField(
        label=gettext_lazy("Or its number"),
        max_length=7,
        required=False,
        widget=forms.TextInput({"placeholder": OURS, "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None, *, practice: Practice) -> None:
        super().__init__(data, practice=practice)
        self.initial["picker"] = practice.accent or OURS

    def clean_accent(self) -> str:
        typed: str = self.cleaned_data["accent"].lower()
        colour = f"#{typed}" if typed and not typed.startswith("#") else typed
        if colour and not is_colour(colour):
            raise ValidationError(
                _("A colour is written as # and six digits or letters from a to f, like #0b5359.")
            )
        return colour

    def clean(self) -> dict[str, Any]:
        """What was typed counts, unless only the picker was touched."""
        cleaned = super().clean() or {}
        picked = cleaned.pop("picker", "")
        is_touched = is_colour(picked) and picked != self.initial["picker"]
        if is_touched and cleaned.get("accent") == self.initial["accent"]:
            cleaned["accent"] = picked
        return cleaned


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("PNG, JPEG or WebP, at most 10 MB."),
        widget=forms.FileInput({"accept": ACCEPTED_TYPES}),
    )

    def clean_logo(self) -> UploadedFile:
        """A file without room arrives empty, with its size (base/uploads.py)."""
        file: UploadedFile = self.cleaned_data["logo"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(RefusedError("picture_too_large").sentence)
        return file

    def content(self) -> bytes:
        """Only after `is_valid`."""
        content: bytes = self.cleaned_data["logo"].read()
        return content

    def add_refusal(self, refusal: RefusedError) -> None:
        self.add_error("logo", refusal.sentence)
