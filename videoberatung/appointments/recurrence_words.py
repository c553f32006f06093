"""A rule as people say it: "every Tuesday at 10:00, 10 times, until 26 January 2031"."""

from datetime import date, time

from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videoberatung.appointments.recurrence import WEEKDAYS, count_of, parts_of


def rule_in_words(rule: str, *, last: date, clock: time) -> str:
    """In the current language."""
    return _("%(pattern)s at %(time)s, %(times)s, until %(day)s") % {
        "pattern": _pattern(parts_of(rule)),
        "time": clock.strftime("%H:%M"),
        "times": ngettext("%(num)d time", "%(num)d times", count_of(rule))
        % {"num": count_of(rule)},
        # Translators: a date with its year, in the notation of Django's date filter.
        "day": date_format(last, _("j F Y")),
    }


def _pattern(parts: dict[str, str]) -> str:
    if parts["FREQ"] == "DAILY":
        return _("every day")
    if "BYMONTHDAY" in parts:
        # Translators: a day of the month, as in "on day 8 of every month".
        return _("on day %(day)s of every month") % {"day": parts["BYMONTHDAY"]}
    if parts["FREQ"] == "MONTHLY":
        return _of_the_month(parts["BYDAY"])
    days = _joined([_weekday(code) for code in parts["BYDAY"].split(",")])
    if parts.get("INTERVAL") == "2":
        return _("every two weeks on %(days)s") % {"days": days}
    return _("every %(days)s") % {"days": days}


def _of_the_month(by_day: str) -> str:
    week, weekday = by_day[:-2], _weekday(by_day[-2:])
    if week == "-1":
        return _("every last %(weekday)s of the month") % {"weekday": weekday}
    names = [_("first"), _("second"), _("third"), _("fourth")]
    return _("every %(which)s %(weekday)s of the month") % {
        "which": names[int(week) - 1],
        "weekday": weekday,
    }


def _weekday(code: str) -> str:
    return str(WEEKDAY_NAMES[WEEKDAYS.index(code)])


def _joined(names: list[str]) -> str:
    """ "Monday, Tuesday and Friday"."""
    *first, last = names
    return (
        _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last} if first else last
    )
