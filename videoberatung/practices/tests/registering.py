"""What somebody types who registers a practice, for the tests of this app."""

from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from videoberatung.practices.documents import DOCUMENTS, hash_of

PATH = "/portal/shop/register/"
EMAIL = "ada@example.org"
PASSWORD = "correct horse battery staple"
IBAN = "DE89370400440532013000"

PRACTICE = {
    "practice-name": "Praxis am See",
    "practice-kind": "therapy",
    "practice-street": "Seeweg 1",
    "practice-postal_code": "10115",
    "practice-city": "Berlin",
    "practice-country": "DE",
}
CONTACT = {
    "contact-contact_name": "Ruth Esche",
    "contact-contact_email": "esche@example.org",
    "contact-phone": "",
}
BANK = {"bank-holder": "Ada Sommer", "bank-iban": "de89 3704 0044 0532 0130 00", "bank-bic": ""}
PERSON = {
    "account-salutation": "ms",
    "account-title": "Dr.",
    "account-first_name": "Ada",
    "account-last_name": "Sommer",
    "account-email": EMAIL,
    "account-password1": PASSWORD,
    "account-holds_consultations": "on",
}


def agreements(step: str = "account") -> dict[str, str]:
    return {f"{step}-{document.name}": hash_of(document, "de") for document in DOCUMENTS}


def everything(**more: str) -> dict[str, str]:
    """All that the last page sends; `more` by names with "__" for the dash."""
    changed = {name.replace("__", "-"): value for name, value in more.items()}
    typed = PRACTICE | CONTACT | BANK | PERSON | agreements()
    return typed | {"at": "account", "submission": str(uuid4())} | changed


def for_member(**more: str) -> dict[str, str]:
    """The same of somebody who is signed in."""
    typed = PRACTICE | CONTACT | BANK | agreements("agreement")
    typed |= {"agreement-holds_consultations": "on"}
    return typed | {"at": "agreement", "submission": str(uuid4())} | more


def send(client: Client, typed: dict[str, str]) -> HttpResponse:
    return client.post(PATH, typed, headers={"accept-language": "de"})


def sent_by(page: HttpResponse) -> dict[str, Any]:
    """What a browser would send back of this page without anything being typed."""
    found: dict[str, str] = {}

    class Inputs(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            name = given.get("name")
            if tag != "input" or not name:
                return
            if given.get("type") == "checkbox" and "checked" not in given:
                return
            found[name] = given.get("value") or ("on" if given.get("type") == "checkbox" else "")

    Inputs().feed(page.content.decode())
    return found
