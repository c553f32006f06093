"""How long something is kept, as a sentence."""

from datetime import timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from videoberatung.privacy.inventory import DaysIn, PersonalData, declared

# By the declared field from which the time counts; "" is the clock of an eraser of its own.
CLOCKS = {
    "": _("after the last use"),
    "appointment__ends_at": _("after the planned end of the appointment"),
    "participant__appointment__ends_at": _("after the planned end of the appointment"),
    "ends_at": _("after the planned end of the appointment"),
    "received_at": _("after it was received"),
    "answered_at": _("after the answer"),
    "withdrawn_at": _("after the consent was withdrawn"),
    "seen_at": _("after the last page opened"),
    "at": _("after it happened"),
    "last_day": _("after the last of these days"),
}
# What is gone the moment its time is over.
ENDS = {
    "expires_at": _("until it expires"),
    "confirm_until": _("until it is confirmed, or the time for that is over"),
    "forget_at": _("until the mail is delivered or given up, and a short time for enquiries"),
}


def clocks_without_words() -> list[str]:
    return [
        f"{entry.model._meta.label}: {entry.counted_from}"
        for entry in declared()
        if not isinstance(entry.retention, str | DaysIn)
        and entry.counted_from not in (CLOCKS if entry.retention else ENDS)
    ]


def retention_in_words(entry: PersonalData) -> str:
    """In the current language. A clock without words fails a test; here its time alone is told."""
    kept = entry.retention
    if isinstance(kept, str):
        return gettext(kept)
    if isinstance(kept, DaysIn):
        return gettext(kept.words)
    if not kept:
        return gettext(ENDS.get(entry.counted_from, ENDS["expires_at"]))
    # Translators: "30 days" and "after it was received".
    return gettext("%(span)s %(clock)s") % {
        "span": span_in_words(kept),
        "clock": gettext(CLOCKS.get(entry.counted_from, CLOCKS["at"])),
    }


def span_in_words(span: timedelta) -> str:
    """In the largest unit that fits without a rest; below a minute is not said."""
    minutes = int(span.total_seconds()) // 60
    if minutes % (365 * 24 * 60) == 0:
        years = minutes // (365 * 24 * 60)
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    if minutes % (24 * 60) == 0:
        days = minutes // (24 * 60)
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if minutes % 60 == 0:
        hours = minutes // 60
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
