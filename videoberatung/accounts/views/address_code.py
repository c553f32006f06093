"""The page for the code that was sent to an address: at registration, and for a new address."""

import time
from typing import Any

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.views import ConfirmEmailVerificationCodeView
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from videoberatung.accounts.views.answers import Unprocessable


# Reason: at registration nobody is signed in yet.
@method_decorator(login_not_required, name="dispatch")
class AddressCodeView(Unprocessable, ConfirmEmailVerificationCodeView):
    template_name = "account/address_code.html"
    _process: EmailVerificationProcess  # the library lets nothing but dispatch() see None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if not self._process:
            messages.info(request, self._is_over())
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "cancel":
            self._process.abort()
            return redirect("account_email" if self._is_signed_in else "account_signup")
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    @property
    def _is_signed_in(self) -> bool:
        return self.request.user.is_authenticated

    def _is_over(self) -> str:
        if self._is_signed_in:
            return _("There is no code to type in: it was used, or its time was up.")
        return _(
            "There is no code to type in: it was used, or its time was up. Sign in; if your "
            "address is not confirmed yet, you get a new code."
        )

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        self._process.state["at"] = time.time()  # the new code lives as long as the first one
        try:
            self._process.resend()
        except ImmediateHttpResponse:
            sentence = _("A code was sent just now. Please look into your mails once more.")
            messages.info(self.request, sentence)
        else:
            messages.success(self.request, _("A new code is on its way. The one before is void."))
        return redirect("account_email_verification_sent")

    def _verify_form_invalid(self, form: Form) -> HttpResponse:
        if self._process.record_invalid_attempt():
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=422)
        messages.error(self.request, _("The code was wrong too often and is void now."))
        return redirect("account_email" if self._is_signed_in else "account_login")
