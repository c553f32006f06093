"""The product's worker in a process of its own, for tests that kill it.

`python -m videoberatung.mail.tests.postman queue 20|work|finish|states`
"""

import json
import sys
import threading
from uuid import uuid4

import django


def main(command: str, *arguments: str) -> None:
    django.setup()
    from videoberatung.mail.tests.factories import register_invitation

    register_invitation()
    COMMANDS[command](*arguments)


def queue(count: str) -> None:
    """Queue that many mails in one transaction."""
    from django.db import transaction

    from videoberatung.mail.tests.factories import make_queued_mail

    with transaction.atomic():
        for _ in range(int(count)):
            make_queued_mail(uuid4())


def work() -> None:
    from videoberatung.jobs.worker import run_worker

    run_worker(threading.Event())


def finish() -> None:
    """Send the rest, also what the killed worker held in its hand."""
    from django.utils import timezone

    from videoberatung.mail.models import LONGEST_HANDOVER
    from videoberatung.mail.sending import send_due_mail

    while send_due_mail(timezone.now() + LONGEST_HANDOVER):
        pass


def states() -> None:
    """Print the Message-ID and the state of each mail as JSON."""
    from videoberatung.mail.models import QueuedMail

    rows = QueuedMail.objects.values_list("id", "state")
    print(json.dumps({f"<{key}@praxis.example>": state for key, state in rows}))


COMMANDS = {"queue": queue, "work": work, "finish": finish, "states": states}

if __name__ == "__main__":
    main(*sys.argv[1:])
