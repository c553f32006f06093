"""What may be kept of a network address. Pure."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Promise 2: of IPv4 the last two octets are struck, of IPv6 the first 32 bits stay.
_BITS_KEPT = {4: 16, 6: 32}


def shortened(address: str) -> str:
    """ "203.0.0.0" of 203.0.113.7, "2001:db8::" of any address in it; empty for what is none."""
    known = _known(address)
    if known is None:
        return ""
    return str(ip_network((known, _BITS_KEPT[known.version]), strict=False).network_address)


def is_shortened(network: str) -> bool:
    return network == "" or (_known(network) is not None and shortened(network) == network)


def _known(address: str) -> IPv4Address | IPv6Address | None:
    try:
        known = ip_address(address)
    except ValueError:
        return None
    # A mapped address is an IPv4 address, and 32 bits of it would be none of it.
    return known.ipv4_mapped or known if isinstance(known, IPv6Address) else known
