"""What people do on the pages, for the tests of this app."""

import json
import re
import time
from random import randrange
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
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
APP_PAGE = "/account/security/app/"
CODES_PAGE = "/account/security/recovery-codes/"
CONFIRM_PAGE = "/account/security/confirm/"
# Of the documentation (RFC 5737): whoever finds a piece of it in a row or mail has found a leak.
IP = "203.0.113.77"


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


def shown_secret(client: Client) -> str:
    """The key that the page for setting up an authenticator app shows."""
    page = client.get(APP_PAGE).content.decode()
    found = re.search(r'<p class="copyable num">([A-Z2-7 ]+)</p>', page)
    assert found is not None
    return found.group(1).replace(" ", "")


def app_code(secret: str) -> str:
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_app(client: Client) -> str:
    """Returns its secret."""
    secret = shown_secret(client)
    client.post(APP_PAGE, {"code": app_code(secret)})
    return secret


def asked_first(page: str, way: str = CONFIRM_PAGE) -> str:
    """Where a page leads that wants it confirmed once more who is there."""
    return f"{way}?{urlencode({'next': page})}"


def wholly(mail: OutgoingMail) -> str:
    return mail.subject + mail.text + mail.html


def kept_in_session(client: Client) -> str:
    """All that the server remembers of this browser, readable."""
    return json.dumps(dict(client.session.items()))


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
