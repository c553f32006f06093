from django import forms
from django.utils.translation import gettext_lazy as _

from videoberatung.appointments.models import Appointment
from videoberatung.base.errors import RefusedError
from videoberatung.practices.models import Membership


class HandOverForm(forms.Form):
    colleague = forms.ModelChoiceField(Membership.objects.none(), label=_("Who takes over"))
    stays = forms.BooleanField(label="", required=False)

    def __init__(self, data: dict[str, str] | None = None, *, appointment: Appointment) -> None:
        super().__init__(data)
        providers = appointment.practice.memberships.holding_consultations().with_names()
        self.fields["colleague"].queryset = providers.exclude(id=appointment.moderator_id)  # type: ignore[attr-defined]
        self.fields["stays"].label = _("%(name)s may go on entering and letting people in") % {
            "name": appointment.moderator.user.display_name
        }

    def add_refusal(self, refusal: RefusedError) -> None:
        field = "colleague" if refusal.code == "not_a_provider" else None
        self.add_error(field, refusal.sentence)
