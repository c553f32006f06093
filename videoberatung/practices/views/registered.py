"""The end of a registration: what was typed becomes a practice, once."""

from http import HTTPStatus
from typing import cast
from uuid import UUID

from allauth.account.internal.flows.signup import complete_signup
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from videoberatung.accounts.models import User
from videoberatung.practices.forms.account import AccountStep, AgreementStep
from videoberatung.practices.forms.wizard import Wizard
from videoberatung.practices.http import CHOSEN
from videoberatung.practices.services.registration import (
    is_registered,
    practice_id_for,
    register_practice,
)


def finish(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """Only for a wizard whose forms are all in order."""
    if request.user.is_authenticated:
        return _finish_for(request.user, request, wizard)
    return _finish_with_account(request, wizard)


def _finish_for(user: User, request: HttpRequest, wizard: Wizard) -> HttpResponse:
    form = cast(AgreementStep, wizard.forms[-1])
    practice_id = practice_id_for(wizard.submission, registrant=str(user.id))
    try:
        register_practice(
            wizard.forms,
            practice_id=practice_id,
            make_owner=lambda: user,
            holds_consultations=form.cleaned_data["holds_consultations"],
            now=now(),
        )
    except IntegrityError:
        if not is_registered(practice_id):
            raise
    request.session[CHOSEN] = str(practice_id)
    return redirect("practices:welcome")


def _finish_with_account(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """The address is confirmed by a code; nobody is told whether it has an account."""
    form = cast(AccountStep, wizard.forms[-1])
    practice_id = practice_id_for(wizard.submission, registrant=form.cleaned_data["email"])
    if form.account_already_exists:
        return _answer_as_if_new(request, form, practice_id)
    try:
        return _register(request, wizard, form, practice_id)
    except IntegrityError:  # registered at this very moment
        return _answer_as_if_new(request, form, practice_id)


@transaction.atomic
def _register(
    request: HttpRequest, wizard: Wizard, form: AccountStep, practice_id: UUID
) -> HttpResponse:
    membership = register_practice(
        wizard.forms,
        practice_id=practice_id,
        make_owner=lambda: cast(User, form.save(request)),
        holds_consultations=form.cleaned_data["holds_consultations"],
        now=now(),
    )
    answer: HttpResponse = complete_signup(
        request, user=membership.user, redirect_url=reverse("practices:welcome")
    )
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:  # of codes for this address
        transaction.set_rollback(True)
    else:
        # Together with the practice: whoever sent the form a second time sees it here.
        request.session.save()
    return answer


def _answer_as_if_new(request: HttpRequest, form: AccountStep, practice_id: UUID) -> HttpResponse:
    """The same page as for a new address; its owner gets a mail that says what to do."""
    if is_registered(practice_id):  # the same form, sent twice
        # What the other request has written must stay.
        request.session.modified = False
        return redirect("account_email_verification_sent")
    return form.answer_as_if_new(request)
