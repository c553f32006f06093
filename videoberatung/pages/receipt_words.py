"""A deletion receipt in plain words, times by the clock of the operator."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videoberatung.signalling.receipts import Receipt, ReceiptItem, What


class Line(NamedTuple):
    """`is_gone`: it went with the end of the session, not at a time that was announced."""

    what: str
    when: str
    is_gone: bool


class Session(NamedTuple):
    span: str
    lines: list[Line]


def session_in_words(receipt: Receipt) -> Session:
    """Raises OverflowError or ValueError for a time that no clock knows."""
    opened, ended = _moment(receipt.opened_at), _moment(receipt.ended_at)
    span = _("from %(opened)s to %(ended)s (time in Berlin)") % {
        "opened": _in_words(opened),
        "ended": _time(ended) if opened.date() == ended.date() else _in_words(ended),
    }
    return Session(span, [_line(item, ended) for item in receipt.items if item.count])


def _line(item: ReceiptItem, ended: datetime) -> Line:
    at = _moment(item.at)
    moment = _time(at) if at.date() == ended.date() else _in_words(at)
    is_gone = item.deleted == "now"
    sentence = _("deleted at %(moment)s") if is_gone else _("to be deleted by %(moment)s")
    return Line(_WHAT[item.what](item.count), sentence % {"moment": moment}, is_gone)


_WHAT: dict[What, Callable[[int], str]] = {
    "names": lambda count: (
        ngettext("%(count)d name in the waiting room", "%(count)d names in the waiting room", count)
        % {"count": count}
    ),
    "waiting": lambda count: (
        ngettext("%(count)d entry of who waited", "%(count)d entries of who waited", count)
        % {"count": count}
    ),
    "connections": lambda count: (
        ngettext("%(count)d connection", "%(count)d connections", count) % {"count": count}
    ),
    "credentials": lambda count: (
        ngettext("%(count)d credential for the relay", "%(count)d credentials for the relay", count)
        % {"count": count}
    ),
    "tickets": lambda count: (
        ngettext("%(count)d admission ticket", "%(count)d admission tickets", count)
        % {"count": count}
    ),
    "contact": lambda _count: _("Name, address and access link of the participants"),
}


def _moment(seconds: float) -> datetime:
    return localtime(datetime.fromtimestamp(seconds, UTC))


def _in_words(moment: datetime) -> str:
    # Translators: a date, in the notation of Django's date filter.
    return f"{date_format(moment, _('j F Y'))}, {_time(moment)}"


def _time(moment: datetime) -> str:
    return moment.strftime("%H:%M")
