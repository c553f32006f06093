"""Who agreed to which words, when, and until when."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from videoberatung.base.errors import RefusedError
from videoberatung.privacy.consents import (
    ConsentText,
    consents_of,
    current_consent,
    give_consent,
    withdraw_consent,
)
from videoberatung.privacy.erasure import erase_expired
from videoberatung.privacy.models import Consent
from videoberatung.privacy.tests.times import HOUR, NOON

pytestmark = pytest.mark.django_db

ADA, BEN = uuid4(), uuid4()
TEXT = ConsentText("newsletter", 3, ("Optional", "We write to you."))
OTHER = ConsentText("survey", 1, ("We ask you.",))


def given(person: UUID = ADA, text: ConsentText = TEXT, *, at=NOON) -> Consent:
    return give_consent(person, text, shown=text.text_hash, now=at)


@pytest.mark.promise(24)
def test_a_consent_says_to_what_in_which_version_and_when():
    given()
    consent = current_consent(ADA, "newsletter")
    assert consent is not None
    kept = (consent.purpose, consent.version, consent.text_hash, consent.given_at)
    assert kept == ("newsletter", 3, TEXT.text_hash, NOON)


def test_the_hash_is_that_of_the_words_that_were_shown():
    with translation.override("en"):
        english = TEXT.text_hash
    assert english == sha256(b"Optional\nWe write to you.").hexdigest()
    assert english in dict(TEXT.hashes()).values()
    assert ConsentText("newsletter", 3, ("Optional", "We write to you!")).text_hash != english


def test_whoever_saw_another_text_did_not_agree_to_this_one():
    with pytest.raises(RefusedError, match="consent_text_changed"):
        give_consent(ADA, TEXT, shown=OTHER.text_hash, now=NOON)
    assert current_consent(ADA, "newsletter") is None


@pytest.mark.promise(24)
def test_a_withdrawal_ends_every_consent_to_this_of_this_person_and_nothing_else():
    given(), given(at=NOON + HOUR), given(BEN), given(text=OTHER)
    assert withdraw_consent(ADA, "newsletter", now=NOON + 2 * HOUR) == 2
    assert current_consent(ADA, "newsletter") is None
    assert current_consent(BEN, "newsletter")
    assert current_consent(ADA, "survey")
    assert withdraw_consent(ADA, "newsletter", now=NOON + 3 * HOUR) == 0


def test_the_history_shows_the_last_one_first():
    given()
    withdraw_consent(ADA, "newsletter", now=NOON + HOUR)
    given(at=NOON + 2 * HOUR)
    ends = [consent.withdrawn_at for consent in consents_of(ADA)]
    assert ends == [None, NOON + HOUR]


def test_the_proof_goes_three_years_after_the_withdrawal_and_not_before():
    three_years = timedelta(days=3 * 365)
    given()
    erase_expired(NOON + 2 * three_years)
    assert consents_of(ADA).count() == 1, "it is still in force"
    withdraw_consent(ADA, "newsletter", now=NOON)
    erase_expired(NOON + three_years - HOUR)
    assert consents_of(ADA).count() == 1
    erase_expired(NOON + three_years)
    assert not consents_of(ADA).exists()


def test_nothing_is_withdrawn_before_it_was_given():
    given()
    withdraw_consent(ADA, "newsletter", now=NOON - HOUR)
    assert [consent.withdrawn_at for consent in consents_of(ADA)] == [NOON]
    with pytest.raises(IntegrityError), transaction.atomic():
        consents_of(ADA).update(withdrawn_at=NOON - HOUR)
