from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from videoberatung.base.forms import SafeTextField
from videoberatung.practices.forms.settings import SettingsForm
from videoberatung.practices.models.practice import (
    LONGEST_MINUTES,
    LONGEST_RETENTION_DAYS,
    MOST_PEOPLE,
    SHORTEST_MINUTES,
    SHORTEST_RETENTION_DAYS,
)
from videoberatung.practices.services.settings import Presets

_HOUR, _DAY = 60, 24 * 60
REMINDERS = (
    (7 * _DAY, _("1 week before")),
    (2 * _DAY, _("2 days before")),
    (_DAY, _("1 day before")),
    (2 * _HOUR, _("2 hours before")),
    (_HOUR, _("1 hour before")),
    (15, _("15 minutes before")),
)


class PresetsForm(SettingsForm):
    settings = Presets
    # What stands together on the page.
    GROUPS: ClassVar = (
        (_("New appointments"), [["usual_minutes", "most_people"], ["reminders"]]),
        (_("Answers"), [["mails_answers"]]),
        (_("Waiting room"), [["waiting_text"], ["requires_real_name"]]),
        (
            _("E-mails to participants"),
            [["has_neutral_mails"], ["invitation_words_de"], ["invitation_words_en"]],
        ),
        (_("Afterwards"), [["retention_days"]]),
        (_("Providers may also"), [["providers_plan_for_all"], ["providers_see_all_waiting"]]),
        (_("Signing in"), [["requires_second_factor"]]),
    )

    usual_minutes = forms.IntegerField(
        label=_("Usual duration (minutes)"),
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
    )
    most_people = forms.IntegerField(
        label=_("Most participants"), min_value=1, max_value=MOST_PEOPLE
    )
    reminders = forms.TypedMultipleChoiceField(
        label=_("Reminders by e-mail"),
        choices=REMINDERS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mails_answers = forms.BooleanField(
        label=_("Tell by e-mail when somebody does not come or asks for another time"),
        required=False,
        help_text=_(
            "The e-mail goes to whoever holds the appointment. It says neither who answered nor "
            "what they wrote."
        ),
    )
    waiting_text = SafeTextField(
        label=_("What those who wait can read"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Something to have at hand, or what to do if it takes longer, for instance."),
    )
    requires_real_name = forms.BooleanField(
        label=_("Ask for first and last name at the door"),
        required=False,
        help_text=_("Otherwise a nickname is enough."),
    )
    has_neutral_mails = forms.BooleanField(
        label=_("Neutral sender and subject"),
        required=False,
        help_text=_(
            "What stands in a list of e-mails and in calendars then names neither the practice "
            "nor that it is about a video consultation. The e-mail itself says who writes."
        ),
    )
    invitation_words_de = SafeTextField(
        label=_("Your own words in invitations, German"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Stands below the link. Please write no names or diagnoses into it."),
    )
    invitation_words_en = SafeTextField(
        label=_("Your own words in invitations, English"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For participants whose e-mails are in English."),
    )
    retention_days = forms.IntegerField(
        label=_("Keep appointments for (days)"),
        min_value=SHORTEST_RETENTION_DAYS,
        max_value=LONGEST_RETENTION_DAYS,
        help_text=_(
            "Counted from the end. Names and addresses of participants are deleted within an hour "
            "anyway. A shorter time deletes older appointments within minutes, for good."
        ),
    )
    providers_plan_for_all = forms.BooleanField(
        label=_("plan, change and cancel appointments of their colleagues"), required=False
    )
    providers_see_all_waiting = forms.BooleanField(
        label=_("see who waits for their colleagues"), required=False
    )
    requires_second_factor = forms.BooleanField(
        label=_("Everybody in the practice needs a second factor to sign in"),
        required=False,
        help_text=_(
            "A passkey, or codes from an app. Whoever has none yet is asked to set one up."
        ),
    )

    def clean_reminders(self) -> list[int]:
        """The earliest first."""
        reminders: list[int] = self.cleaned_data["reminders"]
        return sorted(reminders, reverse=True)
