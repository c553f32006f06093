"""A new password for who has forgotten the old one: address, code from the mail, password."""

from typing import Any

from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.account.views import (
    CompletePasswordResetView,
    ConfirmPasswordResetCodeView,
    PasswordResetView,
)
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from videoberatung.accounts.forms.codes import ResetCodeForm
from videoberatung.accounts.forms.passwords import ResetForm, ResetPassword
from videoberatung.accounts.views.answers import Unprocessable


class ResetView(Unprocessable, PasswordResetView):
    """The same answer whether the address has an account or not; the mail tells its owner."""

    form_class = ResetForm

    def form_valid(self, form: ResetForm) -> HttpResponse:
        address = form.cleaned_data["email"]
        if not ratelimit.consume(self.request, action="reset_password", key=address):
            form.add_error(
                None,
                _(
                    "Several mails went to this address within the last hour. Please take the "
                    "code from the newest one, or wait an hour."
                ),
            )
            answer: HttpResponse = self.form_invalid(form)
            answer.status_code = 429
            return answer
        form.save(self.request)
        return redirect(self.get_success_url())


# Reason: whoever has forgotten the password cannot be signed in.
@method_decorator(login_not_required, name="dispatch")
class ResetCodeView(Unprocessable, ConfirmPasswordResetCodeView):
    template_name = "account/reset_code.html"
    form_class = ResetCodeForm
    _process: PasswordResetVerificationProcess  # only dispatch() sees None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if not self._process:
            messages.info(request, _("There is no code to type in: it was used, or is too old."))
            return redirect("account_reset_password")
        return answer

    def form_invalid(self, form: Form) -> HttpResponse:
        if self._process.record_invalid_attempt():
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=422)
        messages.error(self.request, _("The code was wrong too often and is void now."))
        return redirect("account_reset_password")


class NewPasswordView(Unprocessable, CompletePasswordResetView):
    template_name = "account/new_password.html"
    form_class = ResetPassword
