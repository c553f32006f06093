from datetime import date, time

import pytest
from django.utils import translation

from videoberatung.appointments.recurrence import (
    MOST_OCCURRENCES,
    Recurrence,
    days_named_by,
    days_of,
    rule_from,
    rule_of,
)
from videoberatung.appointments.recurrence_words import rule_in_words

TUESDAY = date(2030, 1, 8)


@pytest.mark.parametrize(
    ("recurrence", "first", "days", "rule"),
    [
        (Recurrence("day", times=3), TUESDAY, "01-08 01-09 01-10", "FREQ=DAILY;COUNT=3"),
        (
            Recurrence("week", times=3),
            TUESDAY,
            "01-08 01-15 01-22",
            "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        ),
        (
            Recurrence("week", weekdays=(3, 0), times=4),
            TUESDAY,
            "01-10 01-14 01-17 01-21",
            "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4",
        ),
        (
            Recurrence("fortnight", weekdays=(0,), times=3),
            TUESDAY,
            "01-14 01-28 02-11",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=3",
        ),
        (
            Recurrence("week", until=date(2030, 1, 22)),
            TUESDAY,
            "01-08 01-15 01-22",
            "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        ),
        (
            Recurrence("month_weekday", times=3),
            TUESDAY,
            "01-08 02-12 03-12",
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
        ),
        (
            Recurrence("month_weekday", times=3),
            date(2030, 1, 29),
            "01-29 02-26 03-26",
            "FREQ=MONTHLY;BYDAY=-1TU;COUNT=3",
        ),
        (
            Recurrence("month_day", times=3),
            date(2030, 1, 31),
            "01-31 03-31 05-31",
            "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3",
        ),
        (Recurrence("day", until=date(2030, 1, 7)), TUESDAY, "", None),
    ],
    ids=lambda value: str(getattr(value, "every", "")),
)
def test_the_days_and_the_rule_that_names_them(recurrence, first, days: str, rule):
    found = days_of(recurrence, first)
    assert [f"{day:%m-%d}" for day in found] == days.split()
    if rule:
        assert rule_of(recurrence, found) == rule
        assert list(days_named_by(rule, found[0])) == found


def test_no_more_days_than_are_needed_to_see_that_they_are_too_many():
    assert len(days_of(Recurrence("day", until=date(2035, 1, 1)), TUESDAY)) == MOST_OCCURRENCES + 1


def test_who_joins_later_gets_what_is_left():
    days = days_named_by("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=7", TUESDAY)
    for position, day in enumerate(days, 1):
        left = rule_from("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=7", position)
        assert days_named_by(left, day) == days[position - 1 :]


@pytest.mark.parametrize(
    ("rule", "german", "english"),
    [
        ("FREQ=DAILY;COUNT=10", "jeden Tag", "every day"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=10", "jeden Dienstag", "every Tuesday"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=10",
            "jeden Montag, Mittwoch und Freitag",
            "every Monday, Wednesday and Friday",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=10",
            "alle zwei Wochen am Dienstag",
            "every two weeks on Tuesday",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=10",
            "jeden zweiten Dienstag im Monat",
            "every second Tuesday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1SU;COUNT=10",
            "jeden letzten Sonntag im Monat",
            "every last Sunday of the month",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=8;COUNT=10",
            "jeden Monat am 8.",
            "on day 8 of every month",
        ),
    ],
)
def test_a_rule_is_said_as_people_say_it(rule: str, german: str, english: str):
    last = date(2031, 1, 26)
    with translation.override("de"):
        said = rule_in_words(rule, last=last, clock=time(10))
    assert said == f"{german} um 10:00, 10 Mal, bis 26. Januar 2031"
    with translation.override("en"):
        said = rule_in_words(rule, last=last, clock=time(10))
    assert said == f"{english} at 10:00, 10 times, until 26 January 2031"
