"""How a time is said."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from videoberatung.appointments.words import when_in_words

# A Tuesday, 14:30 in Berlin.
START = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("language", "before", "words"),
    [
        ("de", timedelta(hours=1), "Heute, 14:30 \u2013 15:00 Uhr"),
        ("de", timedelta(days=1), "Morgen, 14:30 \u2013 15:00 Uhr"),
        ("de", timedelta(days=2), "Dienstag, 24. November, 14:30 \u2013 15:00 Uhr"),
        ("en", timedelta(hours=1), "Today, 14:30 \u2013 15:00"),
        ("en", timedelta(days=2), "Tuesday, 24 November, 14:30 \u2013 15:00"),
    ],
)
def test_a_time_is_said_as_people_say_it(language: str, before: timedelta, words: str):
    with translation.override(language):
        said = when_in_words(START, START + timedelta(minutes=30), zone=BERLIN, now=START - before)
    assert said == words


def test_the_day_is_that_of_the_practice():
    late = datetime(2026, 11, 24, 23, 30, tzinfo=BERLIN)
    tokyo = ZoneInfo("Asia/Tokyo")
    with translation.override("en"):
        said = when_in_words(late, late + timedelta(minutes=30), zone=tokyo, now=late)
    assert said == "Today, 07:30 \u2013 08:00"
