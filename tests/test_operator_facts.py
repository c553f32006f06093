"""The operator fills in facts; a missing or impossible one names itself and stops the start."""

import json
from pathlib import Path

import pytest

from tests.operator_facts import FACTS, RECIPIENTS
from tests.test_environment import configure as configure
from videoberatung.config.environment import PREFIX, ConfigurationError
from videoberatung.config.operator import MAY_BE_NONE
from videoberatung.config.recipients import read_recipients
from videoberatung.config.sample_operator import sample_operator
from videoberatung.privacy.operator import Opening, Recipient

NOTHING: frozenset[str] = frozenset()
HOSTING = {"kind": "hosting", "name": "R", "address": "A", "contract_since": "2026-01-02"}


@pytest.mark.parametrize("name", FACTS)
def test_each_missing_fact_stops_the_start(configure, name):
    with pytest.raises(ConfigurationError, match=f"{name} is missing"):
        configure(**{name.removeprefix(PREFIX): ""})


def test_all_missing_facts_are_told_at_once(configure):
    with pytest.raises(ConfigurationError) as told:
        configure(OPERATOR_NAME="", OPERATOR_PHONE="")
    assert len(str(told.value).splitlines()) == 2


def test_what_one_may_not_have_can_be_said_and_nothing_else(configure):
    assert configure(OPERATOR_VAT_ID="none").operator_facts().vat_id == ""
    for name in ("NAME", "ADDRESS", "SUPERVISORY_AUTHORITY"):
        assert name.lower() not in MAY_BE_NONE
        with pytest.raises(ConfigurationError, match=f"OPERATOR_{name} cannot be none"):
            configure(**{f"OPERATOR_{name}": "none"})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("OPERATOR_EMAIL", "kontakt"),
        ("OPERATOR_EMAIL", "a@example.org, b@example.org"),
        ("OPERATOR_PHONE", "call us"),
        ("OPERATOR_NAME", "Muster\nBcc: x"),
        ("OPERATOR_SUPPORT_HOURS", "mornings"),
        ("OPERATOR_SUPPORT_HOURS", "Mo-Fr 17:00-08:00"),
        ("OPERATOR_SUPPORT_HOURS", "Fr-Mo 08:00-17:00"),
    ],
)
def test_an_impossible_fact_names_itself(configure, name, wrong):
    with pytest.raises(ConfigurationError, match=PREFIX + name):
        configure(**{name: wrong})


def test_the_facts_are_read_as_they_were_meant(configure):
    operator = configure(OPERATOR_SUPPORT_HOURS="Mo-Th 08:00-17:00, Fr 08:00-13:00")
    facts = operator.operator_facts()
    assert facts.address == ("Musterweg 7", "12345 Musterstadt")
    assert facts.support_hours == (Opening(0, 3, "08:00", "17:00"), Opening(4, 4, "08:00", "13:00"))
    assert facts.phone_link == "03023125777"
    assert len(facts.recipients) == len(json.loads(RECIPIENTS.read_text()))


def test_a_relay_must_be_in_the_list_as_soon_as_there_is_one(configure, tmp_path: Path):
    entries = [one for one in json.loads(RECIPIENTS.read_text()) if one["kind"] != "relay"]
    path = written(tmp_path, entries)
    assert configure(RECIPIENTS_FILE=path).operator_facts()
    with pytest.raises(ConfigurationError, match="RECIPIENTS_FILE has no entry of kind relay"):
        configure(RECIPIENTS_FILE=path, TURN_URLS="turn:turn.example.org", TURN_SECRET="s" * 50)


@pytest.mark.promise(23)
@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({**HOSTING, "name": ""}, "entry 1: needs a name"),
        ({**HOSTING, "contract_since": None}, "needs address and contract_since"),
        ({**HOSTING, "country": "US"}, "needs a safeguard"),
        ({**HOSTING, "country": "Germany"}, "entry 1, country"),
        ({**HOSTING, "phone": "1"}, "entry 1, phone"),
        ({**HOSTING, "kind": "friend"}, "entry 1, kind"),
        ({**HOSTING, "name": "R\nX"}, "line break"),
        ({**HOSTING, "own": True}, "own means that nobody else does it"),
        ({"kind": "court", "own": True}, "own is for"),
        ("court", "entry 1"),
    ],
)
def test_an_impossible_recipient_is_refused_with_its_place(tmp_path: Path, entry, complaint):
    with pytest.raises(ValueError, match=complaint):
        read_recipients(written(tmp_path, [entry]), needed=NOTHING)


def test_a_list_that_is_no_list_is_refused(tmp_path: Path):
    (tmp_path / "list.json").write_text("{")
    with pytest.raises(ValueError, match="JSON"):
        read_recipients(str(tmp_path / "list.json"), needed=NOTHING)
    with pytest.raises(ValueError, match="cannot be read"):
        read_recipients(str(tmp_path / "missing.json"), needed=NOTHING)


def test_who_does_it_alone_and_whom_one_may_need_once_are_recipients_without_a_name(tmp_path: Path):
    entries = [{"kind": "mail", "own": True}, {"kind": "lawyer"}]
    found = read_recipients(written(tmp_path, entries), needed=NOTHING)
    assert found == (Recipient("mail", is_own=True), Recipient("lawyer"))


def test_the_sample_has_invented_facts():
    assert sample_operator().email.endswith(".example")


def written(folder: Path, entries: list[object]) -> str:
    path = folder / "list.json"
    path.write_text(json.dumps(entries))
    return str(path)
