"""What the library for signing in may do, and how it speaks."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    # The library's own German mixes the forms of address.
    error_messages = DefaultAccountAdapter.error_messages | {
        # The same words whether the address is known or not (who has an account is nobody's
        # business).
        "email_password_mismatch": _("E-mail address and password do not fit together."),
        "too_many_login_attempts": _("Too many attempts. Please wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody: accounts come from a practice."""
        return False

    def add_message(self, *_given: Any, **_more: Any) -> None:
        """Nothing: the page that follows shows that it worked."""
