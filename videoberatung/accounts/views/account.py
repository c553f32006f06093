"""Address and password of who is signed in, and the page before such a change."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import EmailView, PasswordChangeView, PasswordSetView, ReauthenticateView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from videoberatung.accounts.forms.confirming import ConfirmByPassword
from videoberatung.accounts.forms.email import ChangeAddress
from videoberatung.accounts.forms.passwords import ChangePassword, SetPassword
from videoberatung.accounts.views.answers import Unprocessable

_confirmed = method_decorator(reauthentication_required(app="allauth.account"), name="dispatch")


@_confirmed
class ChangeAddressView(Unprocessable, EmailView):
    template_name = "account/change_address.html"
    form_class = ChangeAddress

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The library's page can do more; here is one address, and it can change."""
        form = self.get_form()
        answer: HttpResponse = self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return answer


class ChangePasswordView(Unprocessable, PasswordChangeView):
    template_name = "account/change_password.html"
    form_class = ChangePassword

    def form_valid(self, form: ChangePassword) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        sentence = _("Your new password is saved. Everywhere else you are signed out.")
        messages.success(self.request, sentence)
        return answer


@_confirmed
class SetPasswordView(Unprocessable, PasswordSetView):
    template_name = "account/change_password.html"
    form_class = SetPassword


class ConfirmView(Unprocessable, ReauthenticateView):
    template_name = "account/confirm.html"
    form_class = ConfirmByPassword
