"""What the library for signing in may do, and how it speaks."""

import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.codes import new_code
from videoberatung.accounts.models import User
from videoberatung.accounts.services.letters import forget_codes, write_letter
from videoberatung.accounts.services.sessions import end_other_sessions
from videoberatung.accounts.sessions import begin, row_of
from videoberatung.base.rate_limits import household_of


class AccountAdapter(DefaultAccountAdapter):
    # The library's own German mixes the forms of address.
    error_messages = DefaultAccountAdapter.error_messages | {
        # The same words whether the address is known or not (who has an account is nobody's
        # business).
        "email_password_mismatch": _("E-mail address and password do not fit together."),
        "too_many_login_attempts": _("Too many attempts. Please wait a minute and try again."),
        "rate_limited": _("Too many attempts. Please wait a minute and try again."),
        "incorrect_code": _("This code does not fit. Please take the one from the newest e-mail."),
        "enter_current_password": _("This is not your current password."),
        # Said only to who has typed in the code that was sent to the address.
        "email_taken": _("There is an account with this address already."),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """What went wrong is said; that something worked is shown by the page that follows."""
        if message:
            messages.add_message(request, level, message, extra_tags)

    # Mail: written down here, sent by the worker.

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        kind = template_prefix.rpartition("/")[2]
        write_letter(
            # A form of an app above may have something else to say (SignUpForm.exists_letter).
            getattr(self.request, "letters_instead", {}).get(kind, kind),
            to=email.lower(),
            language=get_language() or User.Language.GERMAN,
            code=context.get("code", ""),
            now=timezone.now(),
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Without network address and browser, which the library would put into the mail."""
        address = email or EmailAddress.objects.get_primary_email(user)
        if address:
            self.send_mail(template_prefix, address, {})

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Somebody else's address gets no code: its owner is told the truth instead."""
        wanted: EmailAddress = emailconfirmation.email_address
        others = User.objects.filter(email=wanted.email.lower()).exclude(id=wanted.user_id)
        if others.exists():
            self.send_account_already_exists_mail(wanted.email)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def generate_email_verification_code(self) -> str:
        return new_code()

    def generate_password_reset_code(self) -> str:
        return new_code()

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        is_change = EmailAddress.objects.filter(user=email_address.user, verified=True).exists()
        is_confirmed: bool = super().confirm_email(request, email_address)
        if is_confirmed:
            forget_codes(email_address.email)
        if is_confirmed and is_change:  # the old address is told by the library
            self.send_mail("email_confirm", email_address.email, {})
            messages.success(request, _("From now on this is your address: %s") % email_address)
        return is_confirmed

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("mfa_index")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    # Who has just signed in or confirmed it need not do so again.

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        newest = max((record["at"] for record in records), default=0)
        return bool(time.time() - newest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, *, signup: bool, **more: Any
    ) -> HttpResponse:
        if signup:  # by a password chosen a moment ago
            record_authentication(request, user, method="signup")
        answer: HttpResponse = super().post_login(request, user, signup=signup, **more)
        return answer

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        person = cast(User, user)
        forget_codes(person.email)
        is_own = self.request.user == person
        end_other_sessions(person, keep=row_of(self.request) if is_own else None)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        begin(request, cast(User, user))

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """A passkey first: it is the quickest, and shows the most."""
        words = {
            "mfa_reauthenticate:webauthn": _("Confirm with a passkey"),
            "reauthenticate": _("Confirm with the password"),
            "mfa_reauthenticate": _("Confirm with a code"),
        }
        offered = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        return [offered[way] | {"description": words[way]} for way in words if way in offered]

    def get_client_ip(self, request: HttpRequest) -> str:
        """For counting attempts; only ever part of a cache key that lives an hour at most."""
        return household_of(request.META.get("REMOTE_ADDR", ""))
