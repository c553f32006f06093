import pytest
from django.utils import translation
from pytest_django import Settings

from videoberatung.privacy.promises import PROMISES, register_check
from videoberatung.privacy.tests.times import NOON

CHECKED = {promise.number: promise for promise in PROMISES if promise.check}


def finding_of(number: int) -> str:
    check = CHECKED[number].check
    assert check is not None
    return check(NOON).state


def test_there_are_twenty_eight_promises_numbered_from_one():
    assert [promise.number for promise in PROMISES] == list(range(1, 29))


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.number)
def test_each_promise_is_told_in_both_languages(promise):
    with translation.override("de"):
        german = promise.sentence
    with translation.override("en"):
        english = promise.sentence
    assert english.endswith(".")
    assert german.endswith(".")
    assert german != english


@pytest.mark.promise(4)
def test_the_settings_allow_one_short_lived_cookie():
    assert finding_of(4) == "kept"


@pytest.mark.promise(4)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SESSION_EXPIRE_AT_BROWSER_CLOSE", False),
        ("SESSION_COOKIE_HTTPONLY", False),
        ("SESSION_COOKIE_NAME", "sessionid"),
        ("CSRF_USE_SESSIONS", False),
    ],
)
@pytest.mark.breaks(4)
def test_a_setting_that_breaks_the_promise_of_one_cookie_is_noticed(
    settings: Settings, name, value
):
    setattr(settings, name, value)
    assert finding_of(4) == "broken"


@pytest.mark.promise(19)
@pytest.mark.promise(20)
@pytest.mark.parametrize("number", [19, 20])
def test_a_promise_no_machine_can_check_says_why(number):
    check = CHECKED[number].check
    assert check is not None
    finding = check(NOON)
    assert finding.state == "not_checkable"
    assert finding.evidence


@pytest.mark.promise(26)
@pytest.mark.django_db
def test_every_field_is_declared_and_nothing_is_overdue():
    assert finding_of(26) == "kept"


@pytest.mark.parametrize("number", [0, 4, 29])
def test_a_second_check_or_one_of_no_promise_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        register_check(number, lambda _now: pytest.fail("never asked"))
