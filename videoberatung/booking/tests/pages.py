"""The pages of the booking as a browser sees and sends them."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from videoberatung.booking.models import BookableService
from videoberatung.booking.tests.factories import MONDAY_10, WEDNESDAY_9
from videoberatung.mail.sending import send_due_mail

LINK = re.compile(r"https?://[^/\s]+(/booking/\S+/)")


def url(name: str, service: BookableService) -> str:
    slug = service.practice.booking_page.slug
    arguments = [slug] if name in ("start", "sent") else [slug, service.id]
    return reverse(f"booking:{name}", args=arguments)


def choose(client: Client, service: BookableService, starts_at: datetime = WEDNESDAY_9) -> Any:
    """Press the button of a time."""
    return client.post(url("hold", service), {"start": starts_at.isoformat()})


def typed(
    service: BookableService, starts_at: datetime = WEDNESDAY_9, **more: Any
) -> dict[str, Any]:
    return {
        "name": "Erika Muster",
        "email": "erika@example.org",
        "website": "",
        "start": starts_at.isoformat(),
        "provider": str(service.providers_now()[0].id),
    } | more


def send(
    client: Client,
    service: BookableService,
    *,
    after: timedelta = timedelta(minutes=1),
    **more: Any,
) -> Any:
    """The form of the last step, filled in by somebody who reads."""
    with time_machine.travel(MONDAY_10 + after, tick=False):
        return client.post(url("details", service), typed(service, **more))


def link_in_mail(to: str = "erika@example.org") -> str:
    """The path of the newest link to a booking."""
    while send_due_mail(MONDAY_10 + timedelta(minutes=50)):
        pass
    letter = next(one for one in reversed(mail.outbox) if one.to == [to])
    found = LINK.search(str(letter.body))
    assert found is not None
    return found.group(1)


def shown(answer: Any) -> str:
    """The words of the page."""
    without_tags = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(unescape(without_tags).split())
