"""`videoberatung operator`: the only way to become one."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation

from videoberatung.accounts.models import User
from videoberatung.backoffice.services.operators import (
    add_operator,
    operator_addresses,
    remove_operator,
)
from videoberatung.base.errors import RefusedError


def manage_operators(what: str, email: str, *, from_stdin: bool) -> int:
    """0: done; 1: refused, with the reason on standard error."""
    with translation.override("en"):
        try:
            _do(what, email, from_stdin=from_stdin)
        except RefusedError as refusal:
            print(refusal.sentence, file=sys.stderr)
        except ValidationError as wrong:
            print(" ".join(wrong.messages), file=sys.stderr)
        else:
            return 0
    return 1


def _do(what: str, email: str, *, from_stdin: bool) -> None:
    if what == "list":
        print("\n".join(operator_addresses()))
        return
    validate_email(email)
    if what == "remove":
        remove_operator(email)
        print("No longer an operator, and signed out everywhere.")
        return
    add_operator(email, password=_password_for(email, from_stdin=from_stdin))
    print("Sign in at /login/ and set up a second factor; the pages at /operator/ open then.")


def _password_for(email: str, *, from_stdin: bool) -> str:
    """Raises ValidationError."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass("Password: ")
        if getpass("Once more: ") != password:
            raise ValidationError("The two differ.")
    validate_password(password, User(email=email))
    return password
