import msgspec
import pytest

from videoberatung.signalling.receipts import receipt_key, sign_receipt, verify_receipt
from videoberatung.signalling.tally import Tally, receipt_of
from videoberatung.signalling.tests.samples import ENDS_AT, KEY, NOW, OTHER_KEY, make_room

TALLY = Tally(
    names=2,
    waiting=2,
    connections=3,
    credentials=4,
    last_credentials_at=NOW + 10,
    tickets=5,
    last_ticket_at=NOW + 20,
    accesses={"a", "b"},
)
RECEIPT = receipt_of(make_room().facts, TALLY, now=NOW + 100)
SIGNED = sign_receipt(RECEIPT, key=KEY)


def test_a_receipt_can_be_checked_with_the_public_key_alone():
    assert verify_receipt(SIGNED, public_key=receipt_key(KEY)) == RECEIPT
    assert verify_receipt(SIGNED, public_key=receipt_key(OTHER_KEY)) is None


@pytest.mark.parametrize("text", ["", ".", "a.b", SIGNED[1:], SIGNED + "A", SIGNED + ".x", "é.é"])
def test_an_altered_receipt_is_recognised(text):
    assert verify_receipt(text, public_key=receipt_key(KEY)) is None


def test_a_receipt_says_what_is_gone_and_until_when_the_rest_stays():
    items = {item["what"]: item for item in msgspec.to_builtins(RECEIPT)["items"]}
    for what, count in (("names", 2), ("waiting", 2), ("connections", 3)):
        assert items[what] == {"what": what, "count": count, "deleted": "now", "at": NOW + 100}
    assert items["credentials"]["at"] == NOW + 10 + 3600
    assert items["tickets"]["at"] == NOW + 20 + 3600
    assert items["contact"] == {
        "what": "contact",
        "count": 2,
        "deleted": "by",
        "at": ENDS_AT + 3600,
    }


def test_what_never_existed_needs_no_time():
    items = {item.what: item for item in receipt_of(make_room().facts, Tally(), now=NOW).items}
    assert (items["credentials"].count, items["credentials"].deleted) == (0, "now")


def test_a_session_that_ran_longer_keeps_contact_data_for_an_hour_from_its_real_end():
    late = receipt_of(make_room().facts, TALLY, now=ENDS_AT + 600)
    assert {item.what: item.at for item in late.items}["contact"] == ENDS_AT + 600 + 3600
