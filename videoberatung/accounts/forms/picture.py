from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.portraits import MOST_ZOOM, Crop, Portrait, portrait_of
from videoberatung.base.errors import RefusedError
from videoberatung.base.images import ACCEPTED_TYPES, MOST_BYTES


class Slider(forms.NumberInput):
    input_type = "range"


class PercentField(forms.IntegerField):
    """A slider. Without JavaScript it is not shown and sends its initial value."""

    widget = Slider


class PictureForm(forms.Form):
    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Only a square of it is kept."),
        allow_empty_file=True,  # is no picture, and is told so
        error_messages={"required": _("Please choose a picture first.")},
        # The rest is for the script, which says it before the file is sent.
        widget=forms.FileInput(
            attrs={
                "accept": ACCEPTED_TYPES,
                "data-most-bytes": MOST_BYTES,
                "data-too-large": _("The picture is larger than 10 MB."),
            }
        ),
    )
    zoom = PercentField(label=_("Closer"), min_value=100, max_value=MOST_ZOOM, initial=100)
    left = PercentField(label=_("To the left or right"), min_value=0, max_value=100, initial=50)
    top = PercentField(label=_("Up or down"), min_value=0, max_value=100, initial=50)
    # The hash of the text that stood above the button; never drawn from what was sent.
    shown = forms.CharField(max_length=64, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"file", "left", "top", "zoom"} <= cleaned.keys():
            try:
                cleaned["portrait"] = self._portrait(cleaned)
            except RefusedError as refusal:
                self.add_error("file", refusal.sentence)
        return cleaned

    @staticmethod
    def _portrait(cleaned: dict[str, Any]) -> Portrait:
        file = cleaned["file"]
        if file.size > MOST_BYTES:
            raise RefusedError("picture_too_large")
        return portrait_of(file.read(), Crop(cleaned["left"], cleaned["top"], cleaned["zoom"]))
