"""The last step of a registration: who registers, and that they agree."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.forms.signing_up import SignUpForm
from videoberatung.accounts.models import User
from videoberatung.practices.forms.agreements import AgreementMixin
from videoberatung.practices.forms.step import StepForm
from videoberatung.practices.models import Practice
from videoberatung.practices.services.agreements import accept_documents
from videoberatung.practices.steps import Step, registered_steps

_AFTER_ALL_OTHERS = 1000


class AgreementStep(AgreementMixin, StepForm):
    """For whoever is signed in already."""

    holds_consultations = forms.BooleanField(
        label=_("I hold consultations myself"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_agreements()

    def keep(self, practice: Practice, *, by: User, now: datetime) -> None:
        accept_documents(practice, self.accepted(), by=by, now=now)


class AccountStep(SignUpForm, AgreementStep):
    """For whoever has no account yet."""

    exists_letter = "practice_for_existing_account"
    BESIDE_EACH_OTHER = (("salutation", "title"), ("first_name", "last_name"))


def steps_for(person: AbstractBaseUser | AnonymousUser) -> Sequence[Step]:
    last = (
        Step("agreement", _("Agreement"), AgreementStep, _AFTER_ALL_OTHERS)
        if person.is_authenticated
        else Step("account", _("Your account"), AccountStep, _AFTER_ALL_OTHERS)
    )
    return (*registered_steps(), last)
