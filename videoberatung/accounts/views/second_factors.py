"""The library's pages for passkeys and authenticator apps, with our words and rules."""

from typing import Any

from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from videoberatung.accounts.forms import second_factors as forms
from videoberatung.accounts.qr_code import qr_path
from videoberatung.accounts.views.answers import Unprocessable

_INDEX = reverse_lazy("mfa_index")


class SecondFactorView(AuthenticateView):
    template_name = "account/second_factor.html"
    form_class = forms.SecondFactorForm
    webauthn_form_class = forms.PasskeyAsSecondFactorForm

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        factors = self.stage.login.user.authenticator_set
        has_passkey = factors.filter(type=Authenticator.Type.WEBAUTHN).exists()
        return super().get_context_data(**given) | {"has_passkey": has_passkey}

    def form_invalid(self, form: Form) -> HttpResponse:
        if form is self.webauthn_form:  # it has no field that a person sees
            messages.error(self.request, _("This passkey does not belong to your account."))
        answer: HttpResponse = super().form_invalid(form)
        answer.status_code = 422
        return answer


class PasskeySignInView(LoginWebAuthnView):
    form_class = forms.PasskeySignInForm

    def form_invalid(self, form: Form) -> HttpResponse:
        sentence = _("This passkey is not known here. Perhaps it was removed from the account.")
        messages.error(self.request, sentence)
        return redirect("account_login")


class AddPasskeyView(Unprocessable, AddWebAuthnView):
    template_name = "account/add_passkey.html"
    form_class = forms.AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # Kept by the device (so that it can be offered for signing in), opened by its owner.
        context["options"] = auth.begin_registration(authenticated_user(self.request), True)
        context["form"] = kwargs.get("form") or context["form"]
        return context


class RenamePasskeyView(Unprocessable, EditWebAuthnView):
    template_name = "account/rename_passkey.html"
    http_method_names = ("get", "head", "post")
    form_class = forms.RenamePasskeyForm
    success_url = _INDEX


class RemovePasskeyView(RemoveWebAuthnView):
    template_name = "account/remove_passkey.html"
    http_method_names = ("get", "head", "post")
    success_url = _INDEX


class AddAppView(Unprocessable, ActivateTOTPView):
    template_name = "account/add_app.html"
    form_class = forms.AuthenticatorAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super(ActivateTOTPView, self).get_context_data(**kwargs)
        secret = context["form"].secret
        url = get_adapter().build_totp_url(authenticated_user(self.request), secret)
        width, path = qr_path(url)
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context | {"qr_width": width, "qr_path": path, "secret": groups, "app_url": url}


class RemoveAppView(DeactivateTOTPView):
    template_name = "account/remove_app.html"


class ConfirmByCodeView(Unprocessable, ReauthenticateView):
    template_name = "account/confirm.html"
    form_class = forms.ConfirmByCode


class ConfirmByPasskeyView(ReauthenticateWebAuthnView):
    template_name = "account/confirm_by_passkey.html"
    form_class = forms.ConfirmByPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"options": context["js_data"]["request_options"]}

    def form_invalid(self, form: Form) -> HttpResponse:
        messages.error(self.request, _("This passkey does not belong to your account."))
        return redirect(self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn")))
