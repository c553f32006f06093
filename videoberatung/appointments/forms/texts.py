"""What is written about an appointment, and who else holds it."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.appointments.models import LONGEST_NOTE
from videoberatung.base.forms import SafeTextField
from videoberatung.practices.models import Membership


class TextsForm(forms.Form):
    invitation_text = SafeTextField(
        label=gettext_lazy("Text for those invited"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Stands in the invitation and where it is opened. E-mails can be read on the way: "
            "please write nothing about health."
        ),
    )
    note = SafeTextField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Only for those in your practice who see the appointment. Please write nothing about "
            "health here either. It is deleted within an hour of the end."
        ),
    )


def further_moderators_field(
    providers: QuerySet[Membership],
) -> "forms.ModelMultipleChoiceField[Membership]":
    return forms.ModelMultipleChoiceField(
        providers,
        label=_("Together with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They also see who waits, let people in and are named in the invitation."),
    )
