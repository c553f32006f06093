from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

AN_AFTERNOON = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)


def render(template: str, **context) -> str:
    return Template("{% load design %}" + template).render(Context(context))


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in render("{% icon 'door' %}")


def test_an_unknown_icon_is_our_mistake():
    with pytest.raises(KeyError):
        render("{% icon 'unicorn' %}")


def test_times_are_told_in_the_current_time_zone():
    with timezone.override("Europe/Berlin"):
        assert ">14:30</time>" in render("{% clock moment %}", moment=AN_AFTERNOON)


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Montag, 23. November"), ("en", "Monday, 23 November")]
)
def test_a_day_is_told_in_words(language, words):
    with translation.override(language):
        assert render("{{ moment|day_in_words }}", moment=AN_AFTERNOON) == words
