import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoberatung.privacy.networks import is_shortened, shortened

pytestmark = pytest.mark.promise(2)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.7", "203.0.0.0"),
        ("255.255.255.255", "255.255.0.0"),
        ("2001:db8:85a3::8a2e:370:7334", "2001:db8::"),
        ("2001:DB8:0:1::1", "2001:db8::"),
        ("::ffff:203.0.113.7", "203.0.0.0"),
        ("::1", "::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unknown", ""),
        ("203.0.113.7, 198.51.100.1", ""),
        ("erika@example.org", ""),
    ],
)
def test_half_of_an_ipv4_address_and_a_quarter_of_an_ipv6_address_stay(address: str, kept: str):
    assert shortened(address) == kept


@given(st.ip_addresses().map(str))
def test_whatever_is_shortened_tells_no_more_when_it_is_shortened_again(address: str):
    assert is_shortened(shortened(address))


@pytest.mark.parametrize("address", ["203.0.113.7", "203.0.113.0", "2001:db8:1::", "unknown"])
def test_what_holds_more_is_noticed(address: str):
    assert not is_shortened(address)
