"""Whether a session lives in memory only and goes with its end (promises 12, 13, 21)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from videoberatung.privacy.findings import Finding, broken, kept, unseen
from videoberatung.rooms.live_counts import live_counts
from videoberatung.rooms.rehearsal import Rehearsal, rehearse
from videoberatung.signalling.counts import Counts
from videoberatung.signalling.receipts import What
from videoberatung.signalling.tickets import RESUME_SECONDS

# Where rate limits and copies of sessions may lie: a file or a table would be no memory.
MEMORY = (
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.redis.RedisCache",
)
_GOES_AT_ONCE: tuple[What, ...] = ("names", "waiting", "connections")


def check_names_at_the_door(now: datetime) -> Finding:
    """Promise 12: only who waits has a name."""
    played = rehearse(now.timestamp())
    if played.names_waiting != 1 or played.names_inside or played.left:
        return broken(_("in a session played through, a name outlasted admission or the end"))
    counts = live_counts()
    if counts is None:
        return _nobody_answers()
    if counts["names"] > counts["waiting"] or counts["lobby"] > counts["waiting"]:
        return broken(
            _("names held of people who do not wait: %(count)d") % {"count": _spare(counts)}
        )
    figures = {"names": counts["names"], "waiting": counts["waiting"]}
    return kept(
        _("people waiting: %(waiting)d, names held: %(names)d, in memory only") % figures,
        public=_("names held of people who do not wait: 0"),
    )


def check_sessions_live_in_memory(_now: datetime) -> Finding:
    """Promise 13."""
    if settings.CACHES["default"]["BACKEND"] not in MEMORY:
        return broken(_("what lives for minutes is kept in a file or a table"))
    if settings.VALKEY_URL and _valkey_writes(settings.VALKEY_URL):
        return broken(_("Valkey writes what it holds to its disk"))
    counts = live_counts()
    if counts is None:
        return _nobody_answers()
    if late := counts["overdue"] + counts["old_words"]:
        return broken(
            _("live rooms and words about them past their end: %(count)d") % {"count": late}
        )
    return kept(
        _("live rooms: %(rooms)d, past their end: 0, people in them: %(people)d, in memory only")
        % {"rooms": counts["rooms"], "people": counts["inside"] + counts["waiting"]},
        public=_("live rooms past their end: 0; all of them in memory only"),
    )


def check_the_end_of_a_session(now: datetime) -> Finding:
    """Promise 21: plays a session of nobody and reads its receipt."""
    played = rehearse(now.timestamp())
    if played.left or played.refusal != "ended":
        return broken(
            _("after a session played through, still held: %(count)d")
            % {"count": max(played.left, 1)}
        )
    if not _says_what_was_there(played, now):
        return broken(_("the receipt of a session played through is missing, false or not signed"))
    counts = live_counts()
    if counts is not None and counts["old_words"]:
        return broken(
            _("ended sessions remembered too long: %(count)d") % {"count": counts["old_words"]}
        )
    return kept(
        _("a session played through: held after its end 0, receipt signed with %(count)d lines")
        % {"count": len(played.receipt.items) if played.receipt else 0}
    )


def _says_what_was_there(played: Rehearsal, now: datetime) -> bool:
    if played.receipt is None:
        return False
    items = {item.what: item for item in played.receipt.items}
    gone = all(items[what].deleted == "now" for what in _GOES_AT_ONCE)
    counts = [items[what].count for what in _GOES_AT_ONCE] + [items["contact"].count]
    latest = now + timedelta(seconds=2 * RESUME_SECONDS + 60)
    in_time = all(item.at <= latest.timestamp() for item in items.values())
    return gone and in_time and counts == [1, 1, 2, 2]


def _valkey_writes(url: str) -> bool:
    """Snapshots or a journal. Where it may not be asked, nobody can be sure."""
    from redis import Redis, RedisError

    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            told: dict[str, Any] = client.config_get("save") | client.config_get("appendonly")
    except RedisError:
        return True
    texts = {_text(name): _text(value) for name, value in told.items()}
    return texts.get("save", "?") != "" or texts.get("appendonly") != "no"


def _text(word: Any) -> str:
    return word.decode() if isinstance(word, bytes) else str(word)


def _spare(counts: Counts) -> int:
    return max(counts["names"], counts["lobby"]) - counts["waiting"]


def _nobody_answers() -> Finding:
    return unseen(_("the live rooms do not answer, so nobody could look"))
