import base64
import json

import msgspec
import pytest

from videoberatung.signalling.receipts import (
    Verdict,
    judge_receipt,
    name_of_key,
    receipt_key,
    sign_receipt,
)
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


PUBLIC_KEY = receipt_key(KEY)


def judge(text: str) -> Verdict:
    return judge_receipt(text, public_key=PUBLIC_KEY)


def rewritten(change) -> str:
    """The same signature under other words."""
    payload, signature = SIGNED.split(".")
    content = json.loads(base64.urlsafe_b64decode(payload + "=="))
    change(content)
    altered = base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode())
    return altered.decode().rstrip("=") + "." + signature


def test_a_receipt_can_be_checked_with_the_public_key_alone():
    verdict = judge(SIGNED)
    assert verdict.state == "genuine"
    assert verdict.receipt == msgspec.structs.replace(RECEIPT, key=name_of_key(PUBLIC_KEY))


def test_words_around_it_and_broken_lines_do_no_harm():
    broken = "\n".join(SIGNED[at : at + 60] for at in range(0, len(SIGNED), 60))
    assert judge(f"Löschnachweis\n\n{broken}\n\nMit freundlichen Grüßen").state == "genuine"


def test_a_receipt_of_another_key_is_not_called_altered():
    other = sign_receipt(RECEIPT, key=OTHER_KEY)
    assert judge(other).state == "unknown_key"
    assert judge(rewritten(lambda content: content.update(key="someoneelses"))).state == (
        "unknown_key"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("v", 2), ("session", "other"), ("opened_at", 1.5), ("ended_at", 2.5), ("items", [])],
)
def test_a_receipt_altered_in_one_field_is_recognised(name, value):
    assert judge(rewritten(lambda content: content.update({name: value}))).state == "altered"


@pytest.mark.parametrize(
    ("name", "value"), [("what", "tickets"), ("count", 7), ("deleted", "by"), ("at", 3.5)]
)
def test_a_receipt_altered_in_one_line_is_recognised(name, value):
    assert judge(rewritten(lambda content: content["items"][0].update({name: value}))).state == (
        "altered"
    )


def test_another_signature_is_recognised():
    payload, signature = SIGNED.split(".")
    assert judge(f"{payload}.{signature[::-1]}").state == "altered"


@pytest.mark.parametrize(
    "text",
    ["", ".", "a.b", SIGNED[1:], SIGNED[:-1], SIGNED.replace(".", ""), "é.é", "eyJ." + "A" * 86],
)
def test_what_is_no_receipt_is_unreadable(text):
    assert judge(text).state == "unreadable"


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
