"""Days and moments as a notice names them: by the operator's clock, in the current language."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videoberatung.rights.declared import Declared
from videoberatung.rights.terms import ZONE, last_day_of


def moment_in_words(moment: datetime) -> str:
    """ "24. November 2026, 10:31:07 Uhr (Europe/Berlin)"."""
    local = moment.astimezone(ZONE)
    # Translators: a date, in the notation of Django's date filter.
    day = date_format(local, _("j F Y"))
    return _("%(day)s, %(time)s (time in Berlin)") % {
        "day": day,
        "time": local.strftime("%H:%M:%S"),
    }


def last_day_in_words(ends_at: datetime) -> str:
    return date_format(last_day_of(ends_at), _("j F Y"))


def facts_of(declared: Declared, received_at: datetime) -> list[tuple[str, str]]:
    """All that was declared, as pairs of word and value."""
    is_practice = declared.kind == "practice"
    wished = date_format(declared.wished, _("j F Y")) if declared.wished else ""
    facts = [
        (_("Received"), moment_in_words(received_at)),
        (
            _("Notice for"),
            _("the contract of a practice") if is_practice else _("an account"),
        ),
        (_("Name"), declared.name),
        (_("E-mail address"), declared.email),
        (_("Practice"), declared.practice),
        (_("To take effect"), wished or _("as soon as possible")),
        (_("Reason"), declared.reason),
    ]
    return [(word, value) for word, value in facts if value]
