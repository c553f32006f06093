"""Forms for the people of a practice; rules are the services' business (services/team.py)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.base.forms import SafeEmailField
from videoberatung.practices.departures import CALL_OFF, Decision
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role, roles_to_give

_FIELD_OF = {
    "already_a_member": "email",
    "already_invited": "email",
    "role_not_yours": "role",
    "not_yourself": "role",
    "last_owner": "role",
    "undecided": "planned",
    "cannot_take_over": "planned",
}


class RefusableForm(forms.Form):
    """Shows a refusal at the field it is about, if the form has it."""

    def add_refusal(self, refusal: RefusedError) -> None:
        field = _FIELD_OF.get(refusal.code)
        self.add_error(field if field in self.fields else None, refusal.sentence)


class PlannedForm(RefusableForm):
    """What becomes of what a member has planned who goes; asked only if there is something."""

    def __init__(self, *args: Any, member: Membership, planned_count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        providers = member.practice.memberships.holding_consultations().with_names()
        self._colleagues = {str(one.id): one for one in providers.exclude(id=member.id)}
        if planned_count:
            self.fields["planned"] = forms.ChoiceField(
                label=_("What becomes of the planned appointments?"),
                choices=self._choices(),
                required=False,
            )

    def _choices(self) -> list[tuple[str, str]]:
        take_over = [
            (key, _("%(name)s takes them over") % {"name": one.user.display_name})
            for key, one in self._colleagues.items()
        ]
        return [("", _("Please choose")), *take_over, (CALL_OFF, _("Cancel all of them"))]

    def decision(self) -> Decision:
        """Only after `is_valid`."""
        chosen = self.cleaned_data.get("planned")
        return CALL_OFF if chosen == CALL_OFF else self._colleagues.get(chosen or "")


class RoleFields(forms.Form):
    """Which role, of those that `actor` may give."""

    role = forms.ChoiceField()
    holds_consultations = forms.BooleanField(
        label=gettext_lazy("Holds consultations"),
        help_text=gettext_lazy("Counts for owners: providers always hold them, others never."),
        required=False,
    )

    def offer_roles(self, actor: Membership) -> None:
        roles = roles_to_give(actor)
        # The one with the fewest rights comes first.
        choices = [(role.value, role.label) for role in reversed(roles)]
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=choices)
        if Role.OWNER not in roles:
            del self.fields["holds_consultations"]


class MemberForm(RoleFields, PlannedForm):
    """Another role for somebody of the team."""

    field_order = ("role", "holds_consultations", "planned")

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_roles(actor)


class InviteForm(RoleFields, RefusableForm):
    field_order = ("email", "role", "holds_consultations", "language")

    email = SafeEmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the e-mail"), choices=User.Language.choices
    )

    def __init__(self, *args: Any, actor: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_roles(actor)

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].lower()
        if '"' in address:  # legal, but every mail server reads it differently
            raise ValidationError(_("Please enter an address without quotation marks."))
        return address
