"""When an appointment is, as people say it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videoberatung.practices.models import Membership


def names_in_words(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def moderators_in_words(moderators: Iterable[Membership]) -> str:
    return names_in_words([one.user.display_name for one in moderators])


def when_in_words(starts_at: datetime, ends_at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """The day as people say it (today, tomorrow, "Monday, 23 November") and both times."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    today = now.astimezone(zone).date()
    if start.date() == today:
        day = _("Today")
    elif start.date() == today + timedelta(days=1):
        day = _("Tomorrow")
    else:
        # Translators: a date without its year, in the notation of Django's date filter.
        day = date_format(start, _("l, j F"))
    # Translators: "Today, 14:30 - 15:00" with a dash.
    return _("%(day)s, %(start)s \u2013 %(end)s") % {
        "day": day,
        "start": start.strftime("%H:%M"),
        "end": end.strftime("%H:%M"),
    }
