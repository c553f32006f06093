"""Somebody who leaves, in a database of their own: for a test that looks at its very bytes.

`python -m videoberatung.rights.tests.leaver CANARY before|after`
"""

import sys

import django


def main(canary: str, moment: str) -> None:
    django.setup()
    from django.core.management import call_command

    from videoberatung.privacy.erasure import leave_no_rest
    from videoberatung.rights.models import AccountEnding
    from videoberatung.rights.services import erase_what_is_due

    if moment == "before":
        call_command("migrate", verbosity=0)
        _arrive(canary)
        return
    ending = AccountEnding.objects.get()
    erase_what_is_due(ending.ends_at)
    assert leave_no_rest()


def _arrive(canary: str) -> None:
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from videoberatung.accounts.models import BrowserSession, Letter, Picture, User
    from videoberatung.appointments.tests.factories import make_appointment, make_participant
    from videoberatung.rights.services import announce_ending

    now = timezone.now()
    names = {"title": canary, "first_name": canary, "last_name": canary}
    user = User.objects.create_user(f"{canary}@example.org", **names)
    Authenticator.objects.create(user=user, type="totp", data={"secret": canary})
    Picture.objects.create(user=user, content=canary.encode() * 500)
    BrowserSession.objects.create(
        user=user, session_key=canary, browser=canary, signed_in_at=now, seen_at=now
    )
    Letter.objects.create(kind="x", address=user.email, language="de", expires_at=now)
    make_participant(make_appointment(starts_at=now), name=canary, email=user.email)
    announce_ending(user, now=now)


if __name__ == "__main__":
    main(*sys.argv[1:])
