"""Somebody opens the form, writes, and sends."""

import re
from datetime import datetime, timedelta

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

HIDDEN = re.compile(r'name="(opened|submission|session_mark)" value="([^"]*)"')
WORDS = "Wie wird man ein Teil von Ihnen? Zebrafink-4711"


def opened_form(browser: Client, *, ago: timedelta = timedelta(minutes=1)) -> dict[str, str]:
    """What a browser would send back, written by somebody who opened the page so long ago."""
    moment: datetime = timezone.now() - ago
    with time_machine.travel(moment, tick=False):
        page = browser.get("/contact/").content.decode()
    return dict(HIDDEN.findall(page)) | {
        "name": "Erika Muster",
        "email": "erika@example.org",
        "subject": "Eine Frage",
        "text": WORDS,
    }


def write(browser: Client, **changes: str) -> HttpResponse:
    answer: HttpResponse = browser.post("/contact/", opened_form(browser) | changes)
    return answer
