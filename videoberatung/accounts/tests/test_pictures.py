"""A picture stands and falls with the consent to it (promise 9)."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import translation

from videoberatung.accounts.consents import PICTURE
from videoberatung.accounts.models import Picture
from videoberatung.accounts.promises import check_pictures_rest_on_consent
from videoberatung.accounts.services.pictures import show_picture, withdraw_picture
from videoberatung.accounts.tests.factories import NOON, a_portrait, make_person, make_picture
from videoberatung.base.errors import RefusedError
from videoberatung.privacy.consents import consents_of, current_consent
from videoberatung.privacy.models import Consent
from videoberatung.trail.models import Entry

HOUR = timedelta(hours=1)
# Whoever changes a word of a text raises its version and adds a line; no line ever changes.
EVER_SHOWN = {
    (1, "de"): "a1c9da792e5469acbcd8d34c242e665faad329e2c2f4b261ece85cfeacdd1f1b",
    (1, "en"): "b18ed056299393a8ff0a5ef8680f3089433e0e9d26a524098b813152dd5ac80a",
}


@pytest.mark.promise(9)
def test_a_version_always_means_the_same_words():
    shown = {(PICTURE.version, language): code for language, code in PICTURE.hashes()}
    assert shown.items() <= EVER_SHOWN.items()


@pytest.mark.promise(9)
def test_the_text_says_that_consent_can_be_withdrawn_and_who_sees_the_picture():
    with translation.override("de"):
        text = " ".join(PICTURE.paragraphs)
    for words in ("freiwillig", "jederzeit widerrufen", "Kollegen", "Klienten an der Tür"):
        assert words in text


@pytest.mark.promise(9)
@pytest.mark.django_db
def test_adding_a_picture_records_the_consent_in_the_same_step():
    person = make_person()
    picture = make_picture(person)
    consent = current_consent(person.id, "picture")
    assert consent is not None
    kept = (consent.version, consent.text_hash, consent.given_at)
    assert kept == (PICTURE.version, PICTURE.text_hash, NOON)
    entry = Entry.objects.get(action="picture.added")
    assert (entry.actor, entry.subject, entry.practice) == (person.id, picture.id, None)


@pytest.mark.promise(9)
@pytest.mark.django_db
def test_without_the_consent_there_is_no_picture():
    person = make_person()
    for shown in ("", "0" * 64):
        with pytest.raises(RefusedError, match="consent_text_changed"):
            show_picture(person, a_portrait(), shown=shown, now=NOON)
    assert not Picture.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.promise(9)
@pytest.mark.django_db
def test_withdrawing_deletes_the_picture_of_this_person_at_once():
    person, other = make_person(), make_person()
    make_picture(person), make_picture(other)
    withdraw_picture(person, now=NOON + HOUR)
    assert [picture.user for picture in Picture.objects.all()] == [other]
    assert current_consent(person.id, "picture") is None
    assert consents_of(person.id).get().withdrawn_at == NOON + HOUR
    assert Entry.objects.filter(action="picture.withdrawn", actor=person.id).count() == 1


@pytest.mark.django_db
def test_where_there_is_nothing_to_withdraw_nothing_happens():
    withdraw_picture(make_person(), now=NOON)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_another_picture_takes_the_place_of_the_first_and_has_another_id():
    person = make_person()
    first, second = make_picture(person), make_picture(person, portrait=a_portrait("red"))
    picture = Picture.objects.get()
    assert picture == second != first
    assert bytes(picture.content) == a_portrait("red").content
    assert consents_of(person.id).count() == 2


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="in memory; tests/journeys has it on a real file"
)
@pytest.mark.django_db(transaction=True)
def test_two_pictures_at_once_leave_one_with_its_consent():
    person = make_person()
    start = threading.Barrier(2)
    failed: list[BaseException] = []

    def upload(colour: str) -> None:
        portrait = a_portrait(colour)
        start.wait()
        try:
            make_picture(person, portrait=portrait)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=upload, args=(colour,)) for colour in ("red", "blue")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Picture.objects.count() == 1
    assert check_pictures_rest_on_consent(NOON).state == "kept"


@pytest.mark.promise(9)
@pytest.mark.django_db
@pytest.mark.breaks(9)
def test_the_check_sees_a_picture_without_consent():
    person = make_person()
    make_picture(person), make_picture(make_person())
    found = check_pictures_rest_on_consent(NOON)
    assert (found.state, "2" in found.evidence) == ("kept", True)
    consents_of(person.id).withdraw(now=NOON)
    assert check_pictures_rest_on_consent(NOON).state == "broken"
    Consent.objects.all().delete()
    assert "2" in check_pictures_rest_on_consent(NOON).evidence


@pytest.mark.django_db
def test_whoever_asks_for_a_picture_does_not_load_it(django_assert_num_queries):
    person = make_person()
    make_picture(person)
    person.refresh_from_db()
    with django_assert_num_queries(1) as queries:
        assert person.picture.id
    assert "content" not in queries.captured_queries[0]["sql"]
