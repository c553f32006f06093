"""Terms, articles and fields as people read them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import translation

from videoberatung.privacy.field_names import field_name
from videoberatung.privacy.inventory import declare
from videoberatung.privacy.law import law_in_words
from videoberatung.privacy.models import PageVisit
from videoberatung.privacy.retention import span_in_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=45), "45 Minuten"),
        (timedelta(hours=1), "1 Stunde"),
        (timedelta(hours=12), "12 Stunden"),
        (timedelta(days=30), "30 Tage"),
        (timedelta(days=365), "1 Jahr"),
        (timedelta(days=3 * 365), "3 Jahre"),
    ],
)
def test_a_span_is_told_in_the_largest_unit_that_fits(span, words):
    with translation.override("de"):
        assert span_in_words(span) == words


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("Art. 6(1)(b) GDPR", "Art. 6 Abs. 1 Buchst. b DSGVO"),
        (
            "Art. 6(1)(b) and (c) GDPR, § 312k BGB",
            "Art. 6 Abs. 1 Buchst. b und Buchst. c DSGVO, § 312k BGB",
        ),
        ("§ 25(2) no. 2 TDDDG", "§ 25 Abs. 2 Nr. 2 TDDDG"),
    ],
)
def test_articles_are_written_as_the_language_does(reference, words):
    with translation.override("de"):
        assert law_in_words(reference) == words
    with translation.override("en"):
        assert law_in_words(reference) == reference


def test_a_field_has_a_name_or_is_missed():
    with translation.override("de"):
        assert field_name(PageVisit, "network") == "gekürzte Netzadresse"
    with pytest.raises(KeyError, match="expire_date"):
        field_name(Session, "expire_date")


def test_an_unknown_receiver_cannot_be_declared():
    with pytest.raises(ValueError, match="unknown kind of receiver"):
        declare(
            Session,
            "session_data",
            purpose="x",
            basis="y",
            retention="z",
            receivers=("neighbours",),
        )
