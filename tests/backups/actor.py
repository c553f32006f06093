"""What happens in a service between a backup and its restore, in a process of its own.

`python -m tests.backups.actor fill|delete|start|state`; the names are what a search looks for.
"""

import json
import sys
from datetime import timedelta

import django

# Whose account goes, whose picture, which guest is taken off the list, which practice closes.
GONE, PICTURE, GUEST, CLOSED = "kanarieweg", "kanariebild", "kanariegast", "kanariepraxis"
DELETED = (GONE, PICTURE, GUEST, CLOSED)
# Who has nothing to do with it; who gives notice; who takes it back; who leaves the practice.
STAYS, NOTICE, UNDONE, LEAVES = "kanariebleibt", "wunsch", "umentschieden", "kollege"


def fill() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from videoberatung.accounts.models import BrowserSession, Picture
    from videoberatung.appointments.tests.factories import make_appointment, make_participant
    from videoberatung.practices.roles import Role
    from videoberatung.practices.tests.factories import make_member, make_practice
    from videoberatung.rights.services import announce_ending

    settings.DATA_DIR.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    now = timezone.now()
    practice = make_practice("Praxis am Markt")
    host = make_member(practice)
    # It runs now: no clock deletes anything of it before an hour has passed.
    appointment = make_appointment(host, starts_at=now - timedelta(minutes=10))
    for name in (GONE, STAYS):
        user = make_user(name)
        Picture.objects.create(user=user, content=name.encode() * 50)
        make_participant(appointment, name=name, email=f"{name}@example.org")
        BrowserSession.objects.create(
            user=user, session_key=f"sitzung-{name}", signed_in_at=now, seen_at=now
        )
    Picture.objects.create(user=make_user("modell"), content=PICTURE.encode() * 50)
    make_participant(appointment, name=GUEST, email=f"{GUEST}@example.org")
    make_member(practice, Role.ORGANISER, first_name=LEAVES)
    closing = make_practice("Praxis am Ende")
    closing.street = CLOSED
    closing.save()
    make_user(NOTICE)
    announce_ending(make_user(UNDONE), now=now)


def delete() -> None:
    from django.conf import settings
    from django.utils import timezone

    from videoberatung.accounts.models import User
    from videoberatung.accounts.services.pictures import withdraw_picture
    from videoberatung.appointments.models import Participant
    from videoberatung.backups.jobs import list_deletions
    from videoberatung.practices.models import Membership, Practice
    from videoberatung.privacy.erasure import leave_no_rest
    from videoberatung.rights.models import AccountEnding, PracticeClosing
    from videoberatung.rights.services import announce_closing, announce_ending, undo_ending
    from videoberatung.rights.services.erasing import close_practice, erase_account
    from videoberatung.signalling.bus import set_publisher

    set_publisher(lambda _changes: None)
    now = timezone.now()
    ending = announce_ending(User.objects.get(first_name=GONE), now=now)
    assert erase_account(ending.id, now=ending.ends_at)
    withdraw_picture(User.objects.get(first_name="modell"), now=now)
    Participant.objects.filter(name=GUEST).update(
        name="", email="", link_version=None, removed_at=now
    )
    Membership.objects.filter(user__first_name=LEAVES).update(ended_at=now)
    closing = announce_closing(Practice.objects.get(name="Praxis am Ende"), by=None, now=now)
    assert close_practice(closing.id, now=closing.ends_at)
    announce_ending(User.objects.get(first_name=NOTICE), now=now)
    undo_ending(AccountEnding.objects.get(user__first_name=UNDONE), now=now)
    assert PracticeClosing.objects.count() == 1
    leave_no_rest()
    if settings.BACKUP_DIR:
        while list_deletions(now):
            pass


def start() -> None:
    """What `serve` and `worker` do before they work."""
    from videoberatung.config.backup_commands import repeat_deletions
    from videoberatung.config.environment import read_environment
    from videoberatung.signalling.bus import set_publisher

    set_publisher(lambda _changes: None)
    repeat_deletions(read_environment())


def state() -> None:
    from django.db import connection

    from videoberatung.accounts.models import BrowserSession, Picture, User
    from videoberatung.appointments.models import Participant
    from videoberatung.backups.triggers import installed
    from videoberatung.practices.models import Membership
    from videoberatung.rights.models import AccountEnding, PracticeClosing

    content = {
        "names": sorted(filter(None, User.objects.values_list("first_name", flat=True))),
        "erased": User.objects.filter(erased_at__isnull=False).count(),
        "guests": sorted(filter(None, Participant.objects.values_list("name", flat=True))),
        "pictures": Picture.objects.count(),
        "sessions": BrowserSession.objects.count(),
        "left": list(
            Membership.objects.filter(ended_at__isnull=False).values_list(
                "user__first_name", flat=True
            )
        ),
        "notices": list(AccountEnding.objects.values_list("user__first_name", flat=True)),
        "closed": PracticeClosing.objects.closed().count(),
        "triggers": len(installed(connection)),
    }
    print(json.dumps(content))


def make_user(name: str):  # type: ignore[no-untyped-def]
    from videoberatung.accounts.tests.factories import make_person

    return make_person(email=f"{name}@example.org", title="", first_name=name, last_name="")


if __name__ == "__main__":
    django.setup()
    {"fill": fill, "delete": delete, "start": start, "state": state}[sys.argv[1]]()
