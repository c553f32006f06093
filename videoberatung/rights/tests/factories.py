import itertools
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.auth import SESSION_KEY
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.mail.models import QueuedMail
from videoberatung.rights.declared import Declared
from videoberatung.rights.models import AccountEnding, DataRequest, Notice
from videoberatung.rights.services import (
    Asked,
    announce_ending,
    receive_notice,
    receive_request,
    settle_notices,
)
from videoberatung.rights.terms import end_of
from videoberatung.trail.models import Entry

_numbers = itertools.count(1)

# Monday, half past ten in Berlin.
NOW = datetime(2030, 1, 7, 9, 30, tzinfo=UTC)
# The midnight after the fourteenth day.
END = end_of(NOW)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def make_person(
    email: str = "", *, first_name: str = "Erika", last_name: str = "Muster", **more: object
) -> User:
    """Somebody with an account and no practice."""
    email = email or f"person-{next(_numbers)}@example.org"
    return User.objects.create_user(email, first_name=first_name, last_name=last_name, **more)


def make_ending(user: User | None = None) -> AccountEnding:
    """Notice was given now."""
    return announce_ending(user or make_person(), now=NOW)


def make_declared(email: str = "erika@example.org", **more: object) -> Declared:
    fields: dict[str, object] = {
        "kind": "account",
        "name": "Erika Muster",
        "email": email,
        "practice": "",
        "reason": "",
        "wished": None,
    }
    return Declared(**(fields | more))  # type: ignore[arg-type]


def make_notice(email: str = "erika@example.org", **more: object) -> Notice:
    """Received and settled now."""
    notice = receive_notice(
        make_declared(email, **more), submission=uuid4(), language="de", now=NOW
    )
    settle_notices(NOW)
    notice.refresh_from_db()
    return notice


def make_data_request(by: User | None = None, **more: object) -> DataRequest:
    """Received now."""
    fields: dict[str, object] = {
        "kind": "restriction",
        "name": "Erika Muster",
        "email": "erika@example.org",
        "text": "Bitte nur speichern.",
        "language": "de",
        "user": by,
    }
    asked = Asked(**(fields | more))  # type: ignore[arg-type]
    return receive_request(asked, submission=uuid4(), now=NOW)


def confirm_freshly(client: Client) -> None:
    """As if the person signed in at `client` had just typed the password once more."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()


def queued(kind: str) -> list[UUID]:
    """Whom mails of this kind wait for."""
    return list(QueuedMail.objects.filter(kind=kind).values_list("subject_id", flat=True))


def steps() -> list[str]:
    """What the trail holds, oldest first."""
    return list(Entry.objects.order_by("at", "created_at").values_list("action", flat=True))
