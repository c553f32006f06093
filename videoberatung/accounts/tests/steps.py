"""What people do on the pages, for the tests of this app."""

import json
from random import randrange
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now
from fido2.utils import websafe_encode

from videoberatung.accounts.mails import letter
from videoberatung.accounts.models import BrowserSession, Letter, User
from videoberatung.accounts.tests.soft_passkey import SoftPasskey
from videoberatung.base.sealing import unseal
from videoberatung.mail.outgoing import OutgoingMail

EMAIL = "ada@example.org"
PASSWORD = "correct horse battery staple"
CODE_PAGE = "/email/code/"


def make_ada(**more: Any) -> User:
    return User.objects.create_user(
        EMAIL, PASSWORD, **({"title": "Dr.", "first_name": "Ada", "last_name": "Sommer"} | more)
    )


def register(client: Client, **more: Any) -> HttpResponse:
    typed = {
        "salutation": "",
        "title": "",
        "first_name": "Erika",
        "last_name": "Muster",
        "email": "erika@example.org",
        "password1": PASSWORD,
    }
    return client.post("/register/", typed | more)


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD) -> HttpResponse:
    return client.post("/login/", {"login": email, "password": password})


def type_code(client: Client, code: str, page: str = CODE_PAGE) -> HttpResponse:
    return client.post(page, {"code": code})


def letters_to(address: str) -> list[str]:
    """The kinds of letters written, oldest first."""
    rows = Letter.objects.filter(address=address).order_by("created_at")
    return list(rows.values_list("kind", flat=True))


def newest_mail(address: str) -> OutgoingMail:
    mail = letter(Letter.objects.filter(address=address).latest("created_at").id)
    assert mail is not None
    return mail


def newest_code(address: str) -> str:
    row = Letter.objects.with_code().filter(address=address).latest("created_at")
    return unseal(row.sealed_code)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def make_passkey(user: User, name: str = "Diensthandy") -> Authenticator:
    """One in the list, of a device that is not there."""
    owner = {"id": websafe_encode(user.id.hex.encode())}
    asked = {"challenge": websafe_encode(b"x" * 32), "user": owner, "rp": {"id": "localhost"}}
    credential = json.loads(SoftPasskey().create({"publicKey": asked}))
    return Authenticator.objects.create(
        # Large: recognisable on a page among other numbers.
        id=randrange(10**6, 10**9),  # noqa: S311
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": credential},
    )


def make_browser_session(user: User) -> BrowserSession:
    return BrowserSession.objects.create(
        user=user, session_key=f"of-{user.id}"[:40], signed_in_at=now(), seen_at=now()
    )
