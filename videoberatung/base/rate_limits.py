"""How often one network address may do one thing, and how often one mailbox hears of it.

The address is part of a cache key and lives there for the length of the window: in the
memory of the process or in Valkey, never in a database or a file (promise 2).
"""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from videoberatung.base.defence import note_refusal

WINDOW_SECONDS = 60
HOUR_SECONDS = 60 * 60
_IPV6_HOUSEHOLD_BITS = 64


def is_too_often(request: HttpRequest, action: str, *, per_minute: int) -> bool:
    """Count this request; True when its address did `action` more often than allowed."""
    household = household_of(request.META.get("REMOTE_ADDR", ""))
    is_refused = _count(f"often:{action}:{household}", WINDOW_SECONDS) > per_minute
    if is_refused:
        note_refusal(request, household, time.time())
    return is_refused


def is_too_often_for_all(action: str, *, per_minute: int) -> bool:
    """The same, whoever does it: against somebody with very many addresses."""
    return _count(f"all:{action}", WINDOW_SECONDS) > per_minute


def is_too_often_within_an_hour(request: HttpRequest, action: str, *, most: int) -> bool:
    """The same for what somebody does once in a lifetime."""
    household = household_of(request.META.get("REMOTE_ADDR", ""))
    is_refused = _count(f"hourly:{action}:{household}", HOUR_SECONDS) > most
    if is_refused:
        note_refusal(request, household, time.time())
    return is_refused


def is_written_to_too_often(mailbox: str, action: str, *, per_hour: int) -> bool:
    """Count one mail to an address that anybody may type; True when it gets too many.

    The key holds a code of the address, not the address.
    """
    code = salted_hmac("base: mailbox", mailbox.lower(), algorithm="sha256").hexdigest()
    return _count(f"mailbox:{action}:{code}", HOUR_SECONDS) > per_hour


def _count(key: str, seconds: int) -> int:
    """How many there were in this window, with this one."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # the window ended between the two lines
        cache.set(key, 1, seconds)
        return 1


def household_of(address: str) -> str:
    """The address, or of IPv6 the network of one household: it can pick any address in it."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network((known, _IPV6_HOUSEHOLD_BITS), strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)
