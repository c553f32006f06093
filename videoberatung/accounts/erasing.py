"""What becomes of an account when its person goes. Called within the caller's transaction."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Lower

from videoberatung.accounts.models import BrowserSession, Letter, Picture, User
from videoberatung.accounts.session_ends import announce_session_end
from videoberatung.privacy.holdings import Subject

NOBODYS_DOMAIN = "erased.invalid"  # RFC 2606, section 2: no such name can ever be registered


def sign_out_everywhere(person: Subject, _now: datetime) -> None:
    """End every session of the person; live rooms hear of it after the commit."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in set(_sessions_of(person)):
        store(key).delete()  # also from a cache in front of the database
        _announce_after_commit(key)
    BrowserSession.objects.filter(user=person.id).delete()


def _sessions_of(person: Subject) -> Iterator[str]:
    yield from BrowserSession.objects.filter(user=person.id).values_list("session_key", flat=True)
    # No session lives longer than twelve hours, so these are few enough to read.
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) == str(person.id):
            yield session.session_key


def _announce_after_commit(key: str) -> None:
    transaction.on_commit(lambda: announce_session_end(key), robust=True)


def remove_ways_in(person: Subject, _now: datetime) -> None:
    Authenticator.objects.filter(user=person.id).delete()
    EmailAddress.objects.filter(user=person.id).delete()


def remove_picture(person: Subject, _now: datetime) -> None:
    Picture.objects.filter(user=person.id).delete()


def tear_up_letters(person: Subject, _now: datetime) -> None:
    """Those that have not left yet."""
    Letter.objects.alias(lower=Lower("address")).filter(lower__in=person.addresses).delete()


def blank_the_account(person: Subject, now: datetime) -> None:
    """What is left is a row with a number that other rows may go on pointing to."""
    user = User.objects.get(id=person.id)
    user.email = f"{user.id}@{NOBODYS_DOMAIN}"
    user.salutation = user.title = user.first_name = user.last_name = ""
    user.language, user.time_zone = User.Language.GERMAN, settings.TIME_ZONE
    user.last_login, user.is_staff = None, False
    user.set_unusable_password()
    user.erased_at = user.erased_at or now
    user.save()
