"""What each mail about an account says. A test compares the list with what the library sends."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Words:
    """English sentences marked for translation.

    `way` is a named address and what its button says; `is_notice`: something has changed, the
    time is told, and `if_not_you` is followed by the way to a new password.
    """

    subject: str
    says: tuple[str, ...]
    if_not_you: str
    way: tuple[str, str] | None = None
    is_notice: bool = False


_ACT = _("If this was not you, please set a new password at once; that signs out everybody else:")
_NOTHING_TO_DO = _("If this was not you, you need not do anything.")
_TYPE_IT_IN = _("Please type in this code on the page that is open in your browser:")


def _notice(subject: str, *says: str) -> Words:
    return Words(subject, says, _ACT, is_notice=True)


WORDS = {
    # Codes
    "email_confirmation_signup": Words(
        _("Your code for the registration"),
        (_("Thank you for registering."), _TYPE_IT_IN),
        _(
            "If you did not register, somebody has mistyped their address. You need not do "
            "anything: without the code there will be no account."
        ),
    ),
    "email_confirmation": Words(
        _("Your code to confirm this address"),
        (_("This address is to be used for an account with us."), _TYPE_IT_IN),
        _NOTHING_TO_DO,
    ),
    "password_reset_code": Words(
        _("Your code for a new password"),
        (_("You want to set a new password."), _TYPE_IT_IN),
        _("If this was not you, you need not do anything: your password stays as it is."),
    ),
    # Answers to what cannot be done, told to nobody but the owner of the address
    "account_already_exists": Words(
        _("You have an account already"),
        (
            _("Somebody, probably you, wanted to register with this address."),
            _("It has an account already, so there is no second one. Simply sign in."),
            _("Password forgotten? On the page for signing in you can set a new one."),
        ),
        _NOTHING_TO_DO,
        way=("account_login", _("Sign in")),
    ),
    "unknown_account": Words(
        _("There is no account with this address"),
        (
            _("Somebody, probably you, wanted to set a new password for this address."),
            _("It has no account with us. Perhaps you registered with another address?"),
        ),
        _NOTHING_TO_DO,
        way=("account_signup", _("Register")),
    ),
    # Notices
    "password_reset": _notice(
        _("You have a new password"), _("The password of your account was set anew.")
    ),
    "password_changed": _notice(
        _("You have a new password"), _("The password of your account was changed.")
    ),
    "password_set": _notice(
        _("Your account has a password"), _("Your account now has a password.")
    ),
    "email_changed": Words(
        _("Your account has another address"),
        (
            _("The e-mail address of your account was changed."),
            _("From now on you sign in with the new address; this one belongs to it no longer."),
        ),
        _(
            "If this was not you, somebody else had access to your account. Please write to us "
            "at once; how to reach us stands on the start page."
        ),
        way=("pages:start", _("To the start page")),
        is_notice=True,
    ),
    "email_confirm": _notice(
        _("Your account has this address now"),
        _("The e-mail address of your account was changed to this one."),
        _("From now on you sign in with it."),
    ),
    "totp_activated": _notice(
        _("An authenticator app was added"),
        _("An authenticator app now secures your account."),
        _("When you sign in with your password, you are asked for a code from the app."),
    ),
    "totp_deactivated": _notice(
        _("The authenticator app was removed"),
        _("Your account is no longer secured by an authenticator app."),
    ),
    "webauthn_added": _notice(
        _("A passkey was added"), _("You can now sign in with a new passkey.")
    ),
    "webauthn_removed": _notice(
        _("A passkey was removed"), _("A passkey can no longer be used to sign in.")
    ),
    "recovery_codes_generated": _notice(
        _("You have new recovery codes"),
        _("New recovery codes were made for your account. The earlier ones no longer work."),
    ),
}


def register_words(kind: str, words: Words) -> None:
    """A mail that an app above sends about an account. Raises ValueError if there is one."""
    if kind in WORDS:
        raise ValueError(f"two mails are called {kind}")
    WORDS[kind] = words
