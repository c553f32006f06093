from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.forms.renderers import get_default_renderer
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.accounts.models import User
from videoberatung.appointments.refusals import SENTENCES
from videoberatung.appointments.rules import MOST_PEOPLE
from videoberatung.appointments.services import Invitee
from videoberatung.base.errors import RefusedError
from videoberatung.base.forms import SafeCharField, SafeEmailField

_ROWS = "people"


class PlainEmailField(SafeEmailField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if '"' in value:  # legal, but every mail server reads it differently
            raise ValidationError(_("Please enter an address without quotation marks."))


class ParticipantForm(forms.Form):
    name = SafeCharField(label=gettext_lazy("Name"), max_length=120)
    email = PlainEmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        help_text=gettext_lazy(
            "Without one no e-mail is sent: you pass on link, code or printed sheet yourself."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the e-mails"), choices=User.Language.choices
    )
    participant = forms.UUIDField(required=False, widget=forms.HiddenInput)
    legend: str

    def invitee(self) -> Invitee:
        """Only after `is_valid`."""
        return Invitee(**self.cleaned_data)


class PersonForm(ParticipantForm):
    """One person more of an appointment that is planned already."""

    def add_refusal(self, refusal: RefusedError) -> None:
        self.add_error(None, refusal.sentence)


class AddressForm(forms.Form):
    """Where a person is to be written to from now on."""

    email = PlainEmailField(label=gettext_lazy("E-mail address"), max_length=254)

    def add_refusal(self, refusal: RefusedError) -> None:
        self.add_error(None, refusal.sentence)


class PeopleForms(BaseFormSet[ParticipantForm]):
    """One form for each person; what `formset_factory` would set is written out."""

    form = ParticipantForm
    renderer = get_default_renderer()
    extra = 0
    min_num = 1
    # Of more than one too many nothing is built.
    absolute_max = MOST_PEOPLE + 1
    validate_min = True
    validate_max = True
    can_order = False
    can_delete = False
    can_delete_extra = False
    edit_only = False
    default_error_messages: ClassVar = BaseFormSet.default_error_messages | {
        "too_many_forms": gettext_lazy(SENTENCES["too_many_people"])
    }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        most: int,
        initial: list[dict[str, Any]] | None = None,
    ) -> None:
        self.max_num = most
        super().__init__(data, initial=initial, prefix=_ROWS)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {"empty_permitted": False, "use_required_attribute": True}

    def add_fields(self, form: ParticipantForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.legend = _("Participant %(number)d") % {"number": (index or 0) + 1}

    @property
    def has_room(self) -> bool:
        return self.total_form_count() < self.max_num


def people_filled(initial: list[dict[str, Any]], *, most: int) -> PeopleForms:
    return PeopleForms(initial=initial, most=most)


def people_typed(data: QueryDict, *, most: int) -> PeopleForms:
    return PeopleForms(data, most=most)


def people_with_step(data: QueryDict, step: str, *, most: int) -> PeopleForms:
    """What was typed so far, unchecked, with a person more ("add") or less ("remove-3")."""
    rows = _typed_rows(data)
    verb, _sign, number = step.partition("-")
    if verb == "add" and len(rows) < most:
        rows.append({})
    if verb == "remove" and number.isdecimal() and len(rows) > 1:
        rows = [row for index, row in enumerate(rows) if index != int(number)]
    return people_filled(rows, most=most)


def _typed_rows(data: QueryDict) -> list[dict[str, Any]]:
    count = data.get(f"{_ROWS}-TOTAL_FORMS", "")
    total = min(int(count), MOST_PEOPLE) if count.isdecimal() else 1
    names = ParticipantForm.base_fields
    return [
        {name: data.get(f"{_ROWS}-{index}-{name}", "") for name in names} for index in range(total)
    ]
