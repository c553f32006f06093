"""Opening hours: who sets them, what is refused, two people at once; and how they are read."""

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from videoberatung.practices.models import Membership, OpeningHours
from videoberatung.practices.opening_hours import Span, halves, in_words, overlap
from videoberatung.practices.roles import Role
from videoberatung.practices.services.hours import hours_of
from videoberatung.practices.tests.factories import make_member
from videoberatung.practices.tests.pages import edition_on, field_error
from videoberatung.trail.models import Entry

HOURS = "/portal/practice/hours/"
MONDAY = {"day0_morning_opens": "08:00", "day0_morning_closes": "12:00"}
AFTERNOON = {"day0_afternoon_opens": "14:00", "day0_afternoon_closes": "18:00"}


def span(weekday: int, opens: int = 8, closes: int = 12) -> Span:
    return Span(weekday, time(opens), time(closes))


def send(client: Client, typed: dict[str, Any]) -> Any:
    return client.post(HOURS, typed | {"edition": edition_on(client, HOURS)})


@pytest.mark.parametrize(
    ("hours", "german", "english"),
    [
        ([], [], []),
        ([span(0)], ["Mo 8:00\u201312:00"], ["Mon 8:00\u201312:00"]),
        (
            [span(day, *hours) for day in range(5) for hours in ((14, 18), (8, 12))],
            ["Mo\u2013Fr 8:00\u201312:00 und 14:00\u201318:00"],
            ["Mon\u2013Fri 8:00\u201312:00 and 14:00\u201318:00"],
        ),
        ([span(5), span(6)], ["Sa, So 8:00\u201312:00"], ["Sat, Sun 8:00\u201312:00"]),
        (
            [span(0), span(1), span(2), span(3, 14, 18), span(4)],
            ["Mo\u2013Mi, Fr 8:00\u201312:00", "Do 14:00\u201318:00"],
            ["Mon\u2013Wed, Fri 8:00\u201312:00", "Thu 14:00\u201318:00"],
        ),
        (
            [Span(0, time(7, 5), time(23, 59))],
            ["Mo 7:05\u201323:59"],
            ["Mon 7:05\u201323:59"],
        ),
    ],
)
def test_days_with_equal_hours_stand_in_one_line(
    hours: list[Span], german: list[str], english: list[str]
):
    with override("de"):
        assert in_words(hours) == german
    with override("en"):
        assert in_words(hours) == english


def test_a_single_span_stands_in_the_half_of_the_day_in_which_it_begins():
    morning, afternoon = span(0), span(0, 14, 18)
    assert halves([]) == (None, None)
    assert halves([morning]) == (morning, None)
    assert halves([afternoon]) == (None, afternoon)
    assert halves([afternoon, morning]) == (morning, afternoon)


@pytest.mark.parametrize(
    ("other", "expected"), [((12, 14), False), ((11, 14), True), ((9, 10), True), ((6, 8), False)]
)
def test_spans_may_touch_but_not_overlap(other: tuple[int, int], expected: bool):
    assert overlap(span(0), span(0, *other)) is expected
    assert overlap(span(0, *other), span(0)) is expected


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.PROVIDER, Role.ORGANISER])
def test_who_does_not_lead_sets_no_hours(client: Client, role: Role):
    client.force_login(make_member(role=role).user)
    assert client.get(HOURS).status_code == client.post(HOURS, MONDAY).status_code == 403
    assert not OpeningHours.objects.exists()


@pytest.mark.django_db
def test_hours_are_saved_with_a_trace_and_shown_again(client: Client, owner: Membership):
    answer = send(client, MONDAY | AFTERNOON | {"day6_afternoon_opens": ""})
    assert (answer.status_code, answer["Location"]) == (302, HOURS)
    assert hours_of(owner.practice) == [span(0), span(0, 14, 18)]
    entry = Entry.objects.get()
    assert (entry.action, entry.actor) == ("practice.hours_changed", owner.user_id)
    page = client.get(HOURS).content.decode()
    for shown in ("08:00", "12:00", "14:00", "18:00"):
        assert page.count(f'value="{shown}"') == 1
    assert 'aria-current="page"' in page


@pytest.mark.django_db
def test_new_hours_replace_all_that_were_there(client: Client, owner: Membership):
    stranger = make_member(role=Role.OWNER).practice
    OpeningHours.objects.create(practice=stranger, **span(3)._asdict())
    send(client, MONDAY | AFTERNOON)
    send(client, {"day1_morning_opens": "09:00", "day1_morning_closes": "11:00"})
    assert hours_of(owner.practice) == [span(1, 9, 11)]
    send(client, {})
    assert hours_of(owner.practice) == []
    assert hours_of(stranger) == [span(3)], "another practice keeps its own"


@pytest.mark.django_db
def test_the_same_page_sent_twice_is_saved_once(client: Client, owner: Membership):
    typed = MONDAY | {"edition": edition_on(client, HOURS)}
    assert client.post(HOURS, typed).status_code == client.post(HOURS, typed).status_code == 302
    assert hours_of(owner.practice) == [span(0)]
    assert Entry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"day0_morning_closes": "07:00"}, "day0_morning_closes", "nach dem Beginn"),
        ({"day0_morning_closes": "08:00"}, "day0_morning_closes", "nach dem Beginn"),
        ({"day0_morning_closes": ""}, "day0_morning_closes", "beide Zeiten"),
        ({"day0_morning_opens": ""}, "day0_morning_opens", "beide Zeiten"),
        ({"day0_morning_opens": "8 Uhr"}, "day0_morning_opens", "gültige Uhrzeit"),
        ({"day0_morning_opens": "24:00"}, "day0_morning_opens", "gültige Uhrzeit"),
        ({"day0_afternoon_opens": "11:59"}, "day0_afternoon_opens", "überschneidet"),
        ({"day6_afternoon_closes": "18:00"}, "day6_afternoon_opens", "beide Zeiten"),
    ],
)
def test_wrong_hours_stand_beside_their_field_and_the_rest_is_kept(
    client: Client, owner: Membership, wrong: dict[str, str], field: str, sentence: str
):
    kept = {"day4_morning_opens": "09:17", "day4_morning_closes": "10:43"}
    answer = send(client, MONDAY | AFTERNOON | kept | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in field_error(page, f"id_{field}")
    for typed in (kept | wrong).values():
        assert not typed or f'value="{typed}"' in page
    assert hours_of(owner.practice) == []


@pytest.mark.django_db
def test_who_saves_second_is_told_what_is_saved_and_may_replace_it(
    client: Client, owner: Membership
):
    seen = {"edition": edition_on(client, HOURS)}
    client.post(HOURS, MONDAY | seen)
    late = {"day0_morning_opens": "09:00", "day0_morning_closes": "12:00"} | AFTERNOON
    answer = client.post(HOURS, late | seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Inzwischen hat jemand anderes diese Seite gespeichert" in page
    assert field_error(page, "id_day0_morning_opens") == "Inzwischen gespeichert: 08:00"
    assert field_error(page, "id_day0_afternoon_opens") == "Inzwischen gespeichert: nichts"
    assert field_error(page, "id_day0_morning_closes") == ""
    assert 'value="09:00"' in page
    assert hours_of(owner.practice) == [span(0)]
    again = page.partition('name="edition" value="')[2][:16]
    assert client.post(HOURS, late | {"edition": again}).status_code == 302
    assert hours_of(owner.practice) == [span(0, 9, 12), span(0, 14, 18)]
