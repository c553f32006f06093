"""How often one network address may do one thing.

The address is part of a cache key and lives there for the length of the window: in the
memory of the process or in Valkey, never in a database or a file (promise 2).
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 60
_IPV6_HOUSEHOLD_BITS = 64


def is_too_often(request: HttpRequest, action: str, *, per_minute: int) -> bool:
    """Count this request; True when its address did `action` more often than allowed."""
    key = f"often:{action}:{household_of(request.META.get('REMOTE_ADDR', ''))}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key) > per_minute
    except ValueError:  # the window ended between the two lines
        cache.set(key, 1, WINDOW_SECONDS)
        return False


def household_of(address: str) -> str:
    """The address, or of IPv6 the network of one household: it can pick any address in it."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network((known, _IPV6_HOUSEHOLD_BITS), strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)
