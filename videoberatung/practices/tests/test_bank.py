"""Bank details: what is accepted, what is refused, and with which words."""

import pytest
from django.utils import translation

from videoberatung.practices.bank import Bank, NumberError, bank_of, iban_of, in_groups, masked
from videoberatung.practices.forms.bank import BankForm
from videoberatung.practices.services.bank import BankDetails

GERMAN = "DE89370400440532013000"


def form(**typed: str) -> BankForm:
    return BankForm({"holder": "Praxis am See", "iban": GERMAN, "bic": ""} | typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("DE89 3704 0044 0532 0130 00", GERMAN),
        ("de89370400440532013000", GERMAN),
        ("  DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000 ", GERMAN),
        ("DE89-3704-0044-0532-0130-00", GERMAN),
        ("AT61 1904 3002 3457 3201", "AT611904300234573201"),
        ("CH93 0076 2011 6238 5295 7", "CH9300762011623852957"),
        ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
    ],
)
def test_an_iban_is_accepted_however_it_is_written(typed: str, stored: str):
    assert iban_of(typed) == stored


@pytest.mark.parametrize("place", range(2, len(GERMAN)))
def test_one_wrong_digit_anywhere_is_a_typing_mistake(place: int):
    wrong = GERMAN[:place] + str((int(GERMAN[place]) + 1) % 10) + GERMAN[place + 1 :]
    with pytest.raises(NumberError, match="mistyped"):
        iban_of(wrong)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DE89 3704 0044 0523 0130 00", "mistyped"),  # two digits exchanged
        ("DE89 3704 0044 0532 O130 00", "mistyped"),  # a letter instead of a digit
        ("DE89 3704 0044 0532 0130 0", "length"),
        ("DE", "length"),
        ("BR18 0036 0305 0000 1000 9795 493C 1", "outside_sepa"),
        ("TR33 0006 1005 1978 6457 8413 26", "outside_sepa"),
        ("US64 1234", "country"),
        ("532013000", "country"),
        ("konto", "country"),
        ("Ж" * 22, "country"),
    ],
)
def test_what_is_no_iban_we_can_collect_from_is_refused(typed: str, code: str):
    with pytest.raises(NumberError, match=code):
        iban_of(typed)


def test_the_bank_is_found_by_the_iban():
    assert bank_of(GERMAN) == Bank("Commerzbank", "COBADEFFXXX")
    assert bank_of("CH9300762011623852957") == Bank("", "")


def test_the_number_is_shown_in_groups_and_masked():
    assert in_groups(GERMAN) == "DE89 3704 0044 0532 0130 00"
    assert masked(GERMAN) == "DE … 3000"


def test_the_form_finds_the_bic():
    filled = form(iban="de89 3704 0044 0532 0130 00")
    assert filled.is_valid()
    assert filled.details() == BankDetails("Praxis am See", GERMAN, "COBADEFFXXX")


def test_where_no_register_knows_the_bic_it_may_stay_empty_or_be_typed():
    swiss = "CH93 0076 2011 6238 5295 7"
    without, typed = form(iban=swiss), form(iban=swiss, bic="poficH bexxx")
    assert without.is_valid()
    assert without.details().bic == ""
    assert typed.is_valid()
    assert typed.details().bic == "POFICHBEXXX"


@pytest.mark.parametrize("bic", ["COBADEFF", "cobadeffxxx", "COBA DE FF"])
def test_the_right_bic_may_be_typed(bic: str):
    assert form(bic=bic).is_valid()


@pytest.mark.parametrize("bic", ["INGDDEFFXXX", "COBA", "COBAXX11", "🙂" * 8])
def test_a_bic_that_cannot_be_is_refused_at_its_field(bic: str):
    assert list(form(bic=bic).errors) == ["bic"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("DE89 3704 0044 0532 0130 01", "Tippfehler"),
        ("DE89 3704 0044", "22 Zeichen, diese 12"),
        ("TR33 0006 1005 1978 6457 8413 26", "SEPA"),
        ("1234", "DE"),
        ("", "füllen Sie"),
    ],
)
def test_a_refused_iban_says_what_is_wrong_in_german(typed: str, words: str):
    with translation.override("de"):
        refused = form(iban=typed)
        assert list(refused.errors) == ["iban"]
        assert words in str(refused.errors["iban"])


def test_what_was_typed_is_shown_again():
    assert 'value="DE89 3704"' in str(form(iban="DE89 3704")["iban"])
    assert 'value="DE89 3704 0044 0532 0130 00"' in str(form(iban=GERMAN)["iban"])


@pytest.mark.parametrize(
    "holder", ["Αγγελική Παπαδοπούλου", "محمد علي", "Łukasz Żółć", "山田 太郎"]
)
def test_an_account_holder_may_have_any_name(holder: str):
    assert form(holder=holder).is_valid()


@pytest.mark.parametrize("holder", ["", "a" * 71, "Praxis\nBcc: x@example.org", "a\u202eb"])
def test_what_is_no_name_is_refused(holder: str):
    assert list(form(holder=holder).errors) == ["holder"]
