from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY as UNDERWAY,
)
from allauth.account.views import SignupView
from allauth.core import ratelimit
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from videoberatung.accounts.forms.signing_up import SignUpForm
from videoberatung.accounts.views.answers import Unprocessable


class SignUpView(Unprocessable, SignupView):
    """An account, and a code to confirm its address.

    An address that has an account gets the same answer, and a mail that tells its owner.
    """

    form_class = SignUpForm

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        if self._is_underway(form):
            return self._to_the_code()
        if not ratelimit.consume(self.request, action="register"):
            return self._refuse(form)
        try:
            return self._register(form)
        except IntegrityError:  # the address was registered at this very moment
            if self._is_underway(form):
                return self._to_the_code()
            return form.answer_as_if_new(self.request)

    @transaction.atomic
    def _register(self, form: SignUpForm) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        if answer.status_code == 429:  # too many codes for this address
            transaction.set_rollback(True)
        else:
            # Together with the account: whoever sent the form a second time sees it here.
            self.request.session.save()
        return answer

    def _is_underway(self, form: SignUpForm) -> bool:
        """Whether this browser has just sent the same form, as with a double click."""
        session = self.request.session
        newest = type(session)(session.session_key)
        return bool(newest.get(UNDERWAY, {}).get("email") == form.cleaned_data["email"])

    def _to_the_code(self) -> HttpResponse:
        # What the other request has written must stay.
        self.request.session.modified = False
        return redirect("account_email_verification_sent")

    def _refuse(self, form: SignUpForm) -> HttpResponse:
        form.add_error(
            None,
            _(
                "Many accounts were just registered from your connection. Please wait three "
                "minutes and send the form once more."
            ),
        )
        answer: HttpResponse = self.form_invalid(form)
        answer.status_code = 429
        return answer
