from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PRACTICE, OWN = "practice", "own"
TITLES, BUSY = "titles", "busy"


class FeedForm(forms.Form):
    """Which appointments, and how much of them is said."""

    source = forms.ChoiceField(choices=[(PRACTICE, ""), (OWN, "")], widget=forms.HiddenInput)
    details = forms.ChoiceField(
        label=_("What the other program shows"),
        choices=[
            (BUSY, _("Only “busy”: that a time is taken")),
            (TITLES, _("What the appointment is: its title, never who takes part")),
        ],
        widget=forms.RadioSelect,
        initial=BUSY,
    )

    @property
    def shows_titles(self) -> bool:
        """Only after `is_valid`."""
        return bool(self.cleaned_data["details"] == TITLES)


def feed_form(source: str, *, shows_titles: bool) -> FeedForm:
    filled: dict[str, Any] = {"source": source, "details": TITLES if shows_titles else BUSY}
    # Several forms stand on one page: their fields need names of their own for the labels.
    return FeedForm(initial=filled, auto_id=f"id_{source}_%s")
