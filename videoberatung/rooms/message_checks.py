"""Whether what people say goes past the server (promises 15, 16, 18)."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from videoberatung.privacy.findings import Finding, broken, kept, unseen
from videoberatung.rooms.rehearsal import rehearse
from videoberatung.rooms.scripts import shipped_scripts
from videoberatung.signalling.protocol import ProtocolError, read_message
from videoberatung.signalling.tickets import pseudonym

# What two browsers may say over the server until they have a way of their own.
PASSED_ON: tuple[dict[str, Any], ...] = (
    {"k": "sdp", "e": 1, "oid": 1, "d": {"type": "offer", "sdp": "v=0"}},
    {"k": "cand", "e": 1, "c": None},
    {"k": "bye"},
)
CHAT: tuple[dict[str, Any], ...] = (
    {"k": "chat", "id": "1", "ts": 1, "text": "x"},
    {"k": "bye", "text": "x"},
    {"k": "cand", "e": 1, "c": {"candidate": "", "text": "x"}},
)
MEDIA_AND_FILES: tuple[dict[str, Any], ...] = (
    {"k": "file", "id": "1", "data": "x"},
    {"k": "media", "data": "x"},
    {"k": "hb", "n": 1, "st": {"mic": True, "cam": True}},
    {"k": "hello", "name": "x"},
    {"k": "sdp", "e": 1, "oid": 1, "d": {"type": "offer", "sdp": "v=0"}, "data": "x"},
)
# What every comparison of keys by people begins with, as the browser calls it.
COMPARISON = "getRemoteCertificates"


def check_nothing_passes_the_server(_now: datetime) -> Finding:
    """Promise 15."""
    offered = (*CHAT, *MEDIA_AND_FILES)
    if taken := _count_taken(offered) + _count_taken_alone():
        return broken(_("kinds of content the server would pass on: %(count)d") % {"count": taken})
    if _count_taken(PASSED_ON) != len(PASSED_ON):
        return broken(_("the server does not let browsers find a way of their own"))
    if other := _other_hosts():
        return broken(_("other hosts a page may send something to: %(count)d") % {"count": other})
    return kept(
        _(
            "passed on between browsers: sdp, cand, bye; other content offered and refused: "
            "%(count)d"
        )
        % {"count": len(offered) + len(_ALONE)}
    )


def check_nobody_listens(now: datetime) -> Finding:
    """Promise 16: the relay is for who was admitted, notes are sealed, people can compare."""
    played = rehearse(now.timestamp())
    if played.credentials_before_admission or not played.credentials_inside:
        return broken(_("the relay's credentials do not go to exactly those who were admitted"))
    if _is_taken({"t": "note", "to": _peer(), "text": "x"}):
        return broken(_("notes from the waiting room are taken unsealed"))
    scripts = shipped_scripts()
    if not scripts:
        return unseen(_("the scripts are not built, so nobody could look"))
    if not any(COMPARISON in text for text in scripts.values()):
        return broken(_("the code that both sides compare is in no script that is sent out"))
    return kept(_("relay before admission: none; notes: sealed only; comparison code: shipped"))


def check_the_chat_leaves_nothing(_now: datetime) -> Finding:
    """Promise 18."""
    if taken := _count_taken(CHAT):
        return broken(_("ways for a chat through the server: %(count)d") % {"count": taken})
    scripts = shipped_scripts()
    if not scripts:
        return unseen(_("the scripts are not built, so nobody could look"))
    stores = sum(word in text for text in scripts.values() for word in ("indexedDB", "caches.open"))
    if stores:
        return broken(
            _("scripts that store more than a page's own words: %(count)d") % {"count": stores}
        )
    return kept(
        _("chat offered to the server and refused: %(count)d ways; scripts with a store: 0")
        % {"count": len(CHAT)}
    )


_ALONE: tuple[dict[str, Any], ...] = (
    {"t": "chat", "text": "x"},
    {"t": "file", "data": "x"},
    {"t": "leave", "text": "x"},
)


def _count_taken_alone() -> int:
    return sum(map(_is_taken, _ALONE))


def _count_taken(payloads: tuple[dict[str, Any], ...]) -> int:
    """Which of these the server would pass on to another browser."""
    return sum(_is_taken({"t": "to", "to": _peer(), "m": payload}) for payload in payloads)


def _is_taken(message: dict[str, Any]) -> bool:
    try:
        read_message(json.dumps(message))
    except ProtocolError:
        return False
    return True


def _peer() -> str:
    return pseudonym(settings.SIGNALLING_KEY, "nobody")


def _other_hosts() -> int:
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["connect-src"]
    own = urlsplit(settings.PUBLIC_URL).netloc
    return sum(one != "'self'" and urlsplit(one).netloc != own for one in allowed)
