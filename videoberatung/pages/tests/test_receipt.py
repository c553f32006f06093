import base64
import json
import logging

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from videoberatung.pages.forms import MOST_BYTES, MOST_CHARACTERS
from videoberatung.signalling.receipts import Receipt, ReceiptItem, receipt_key, sign_receipt

pytestmark = [pytest.mark.django_db, pytest.mark.promise(21)]

# 24 November 2026, 10:00 to 10:31 in Berlin.
OPENED, ENDED = 1_795_510_800.0, 1_795_512_660.0
RECEIPT = Receipt(
    session="s" * 22,
    opened_at=OPENED,
    ended_at=ENDED,
    items=(
        ReceiptItem("names", 2, "now", ENDED),
        ReceiptItem("connections", 1, "now", ENDED),
        ReceiptItem("credentials", 0, "now", ENDED),
        ReceiptItem("contact", 2, "by", ENDED + 24 * 3600),
    ),
)


def signed(key: bytes | None = None) -> str:
    return sign_receipt(RECEIPT, key=key or settings.SIGNALLING_KEY)


def altered(**changes) -> str:
    payload, signature = signed().split(".")
    content = json.loads(base64.urlsafe_b64decode(payload + "==")) | changes
    encoded = base64.urlsafe_b64encode(json.dumps(content).encode()).decode()
    return f"{encoded.rstrip('=')}.{signature}"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    cache.clear()


def check(text: str, language: str = "en"):
    return Client().post("/receipt/", {"text": text}, headers={"accept-language": language})


def said(text: str, language: str = "en") -> str:
    return " ".join(check(text, language).content.decode().split())


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "genuine",
                "24 November 2026, 10:00 to 10:31",
                "2 names in the waiting room",
                "1 connection<",
                "deleted at 10:31",
                "to be deleted by 25 November 2026, 10:31",
            ),
        ),
        (
            "de",
            (
                "echt",
                "24. November 2026, 10:00 bis 10:31 Uhr",
                "2 Namen im Warteraum",
                "1 Verbindung<",
                "gelöscht um 10:31 Uhr",
                "zu löschen bis 25. November 2026, 10:31 Uhr",
            ),
        ),
    ],
)
def test_a_genuine_receipt_is_told_in_plain_words(language, sentences):
    page = said(signed(), language)
    assert [sentence for sentence in sentences if sentence not in page] == []
    assert "credential" not in page, "what never existed is not mentioned"


def test_the_saved_file_is_taken_too():
    file = SimpleUploadedFile("receipt.txt", f"Löschnachweis\n\n{signed()}\n".encode())
    page = Client().post("/receipt/", {"file": file}, headers={"accept-language": "en"})
    assert "genuine" in page.content.decode()


@pytest.mark.parametrize(
    "changes", [{"session": "t" * 22}, {"opened_at": 1.0}, {"ended_at": 2.0}, {"items": []}]
)
def test_an_altered_receipt_says_nothing_but_that(changes):
    page = said(altered(**changes))
    assert "changed after it was signed" in page
    assert "names in the waiting room" not in page


def test_the_receipt_of_another_service_is_not_judged():
    assert "not signed with the key" in said(signed(b"o" * 32))


@pytest.mark.parametrize("text", ["rubbish", "eyJ", signed()[:-3], "💥" * 500, "<script>"])
def test_rubbish_is_no_receipt(text):
    assert "no complete receipt" in said(text)


@pytest.mark.parametrize("at", [float("1e300"), -1e18])
def test_a_time_no_clock_knows_cannot_be_signed_by_us_but_breaks_nothing(at):
    assert check(altered(opened_at=at)).status_code == 200


@pytest.mark.parametrize("text", ["", "   ", "x\x00", "x" * (MOST_CHARACTERS + 1)])
def test_nothing_and_too_much_are_refused_at_the_field(text):
    answer = check(text)
    assert answer.status_code == 422
    assert 'id="id_text_error"' in answer.content.decode()
    assert text.strip() in answer.content.decode(), "what was pasted is kept"


def test_a_file_that_is_too_large_is_refused():
    file = SimpleUploadedFile("receipt.txt", b"x" * (MOST_BYTES + 1))
    answer = Client().post("/receipt/", {"file": file}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_nobody_can_try_receipts_without_end():
    client = Client()
    answers = [client.post("/receipt/", {"text": "x"}) for _ in range(21)]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]


def test_nothing_of_it_is_logged(caplog, capsys):
    with caplog.at_level(logging.DEBUG):
        assert check(signed()).status_code == 200
    printed = capsys.readouterr()
    assert RECEIPT.session not in caplog.text + printed.out + printed.err
    assert signed() not in caplog.text + printed.out + printed.err


def test_the_public_key_is_published():
    page = Client().get("/receipt/").content.decode()
    assert receipt_key(settings.SIGNALLING_KEY).hex() in page
