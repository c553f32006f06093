"""What the record of visits costs whoever waits for a page."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

PAGES = 300
NOTES = 20_000
ROUNDS = 7
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass(frozen=True)
class Costs:
    """Microseconds, medians: the start page as a whole, and the note of it alone."""

    page: float
    note: float


def measure() -> Costs:
    """In this process, without network: an answer that costs nothing, with the record around
    it and without, in turns."""
    os.environ |= {"VIDEOBERATUNG_SAMPLE": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "videoberatung.config.settings")
    import django

    django.setup()
    from django.http import HttpResponse
    from django.test import Client, RequestFactory

    from videoberatung.privacy.access_log import AccessLogMiddleware

    client = Client(SERVER_NAME="localhost", headers={"user-agent": FIREFOX})
    client.get("/")  # builds the chain of middleware
    request = RequestFactory().get("/", headers={"user-agent": FIREFOX})
    answer = HttpResponse()
    noted = AccessLogMiddleware(lambda _request: answer)
    notes = [
        _microseconds(lambda: noted(request), NOTES) - _microseconds(lambda: answer, NOTES)
        for _ in range(ROUNDS)
    ]
    pages = [_microseconds(lambda: client.get("/"), PAGES) for _ in range(ROUNDS)]
    return Costs(page=statistics.median(pages), note=statistics.median(notes))


def _microseconds(call: Callable[[], object], times: int) -> float:
    begin = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - begin) / times * 1e6
