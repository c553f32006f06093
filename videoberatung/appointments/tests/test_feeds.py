"""Each feed is read by two libraries that know nothing of ours, nor of each other."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
import vobject
from django.core.cache import cache
from django.test import Client
from ical.calendar_stream import IcsCalendarStream

from videoberatung.accounts.models import User
from videoberatung.appointments.access import token_for
from videoberatung.appointments.feeds import address_of
from videoberatung.appointments.models import Appointment, CalendarFeed
from videoberatung.appointments.services import cancel_appointment, move_appointment
from videoberatung.appointments.services.feeding import (
    close_feed,
    forget_orphaned_feeds,
    open_feed,
    renew_feed,
)
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_feed,
    make_participant,
)
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> None:
    cache.clear()


PAGE = "/my/calendar-addresses/"
HOUR = timedelta(hours=1)


def ask(feed: CalendarFeed, **headers: str):
    """As a program does: from nowhere, with no cookie."""
    path = address_of(feed).partition("localhost")[2]
    return Client().get("/" + path.partition("/")[2], headers=headers)


def read(feed: CalendarFeed):
    """Its events as each library understands them."""
    answer = ask(feed)
    assert answer.status_code == 200
    text = answer.content.decode()
    by_ical = IcsCalendarStream.calendar_from_ics(text).events
    by_vobject = getattr(vobject.readOne(text), "vevent_list", [])
    assert len(by_ical) == len(by_vobject)
    return list(zip(by_ical, by_vobject, strict=True))


def summaries(feed: CalendarFeed) -> list[str]:
    return [one.summary for one, _other in read(feed)]


def test_it_shows_when_and_what_and_never_who_takes_part(ada: Membership):
    make_participant(make_appointment(ada, title="Kontrolle, zweiter Teil"))
    feed = make_feed(ada)
    [(one, other)] = read(feed)
    assert one.summary == other.summary.value == "Kontrolle, zweiter Teil"
    assert one.dtstart == other.dtstart.value == TUESDAY_10
    assert one.dtend == other.dtend.value == TUESDAY_10 + HOUR / 2
    content = ask(feed).content.decode().replace("\r\n ", "")
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin" in content
    for secret in ("Erika", "erika@example.org", "/w/"):
        assert secret not in content


def test_busy_says_that_a_time_is_taken_and_nothing_else(ada: Membership):
    make_participant(make_appointment(ada, title="Suchtberatung"))
    feed = make_feed(ada, shows_titles=False)
    assert summaries(feed) == ["Belegt"]
    content = ask(feed).content.decode()
    for secret in ("Suchtberatung", "URL", "DESCRIPTION", "Erika"):
        assert secret not in content


def test_it_is_a_calendar_file_without_cookies(ada: Membership):
    answer = ask(make_feed(ada))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not answer.cookies
    assert b"X-WR-CALNAME:Praxis am Markt" in answer.content
    assert read(CalendarFeed.objects.get()) == []


def test_it_reaches_thirty_days_back_and_a_year_ahead(ada: Membership):
    days = {"vor 31": -31, "vor 29": -29, "in 365": 365, "in 367": 367}
    for title, number in days.items():
        make_appointment(ada, title=title, starts_at=MONDAY + timedelta(days=number))
    assert summaries(make_feed(ada)) == ["vor 29", "in 365"]


def test_drafts_and_colleagues_and_other_practices_are_not_in_it(ada: Membership):
    make_appointment(ada, title="Entwurf", published_at=None)
    make_appointment(make_member(ada.practice), title="Kollege")
    make_appointment(title="anderswo")
    assert summaries(make_feed(ada)) == []


def test_an_owner_who_sees_all_subscribes_to_their_own(ada: Membership):
    owner = make_member(ada.practice, Role.OWNER)
    make_appointment(ada, title="Kollegin")
    make_appointment(owner, title="Eigener")
    assert summaries(make_feed(owner)) == ["Eigener"]


def test_an_organiser_subscribes_to_what_they_plan():
    organiser = make_member(role=Role.ORGANISER)
    make_appointment(make_member(organiser.practice), title="Geplant")
    assert summaries(make_feed(organiser)) == ["Geplant"]


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_comes_twice_is_told_apart(ada: Membership, hour: int):
    starts_at = datetime(2030, 10, 27, hour, 30, tzinfo=UTC)
    make_appointment(ada, starts_at=starts_at)
    [(one, other)] = read(make_feed(ada))
    assert one.dtstart.astimezone(UTC) == other.dtstart.value.astimezone(UTC) == starts_at


def test_a_moved_one_keeps_its_name_and_a_cancelled_one_vanishes(ada: Membership):
    appointment, feed = make_appointment(ada), make_feed(ada)
    [(before, _other)] = read(feed)
    start = TUESDAY_10 + HOUR
    move_appointment(
        appointment, starts_at=start, ends_at=start + HOUR, by=ada.user, now=MONDAY + HOUR
    )
    [(after, _other)] = read(feed)
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.dtstart == start
    cancel_appointment(appointment, by=ada.user, now=MONDAY + 2 * HOUR)
    assert read(feed) == []


def test_who_has_it_already_gets_nothing_again(ada: Membership):
    appointment, feed = make_appointment(ada), make_feed(ada)
    first = ask(feed)
    by_tag = {"if-none-match": first.headers["ETag"]}
    by_time = {"if-modified-since": first.headers["Last-Modified"]}
    assert ask(feed, **by_tag).status_code == 304
    assert ask(feed, **by_time).status_code == 304
    assert ask(feed).content == first.content
    with time_machine.travel(MONDAY + HOUR, tick=False):
        cancel_appointment(appointment, by=ada.user, now=MONDAY + HOUR)
        assert ask(feed, **by_tag).status_code == 200
        assert ask(feed, **by_time).status_code == 200


def test_what_was_handed_to_a_colleague_is_news_too(ada: Membership):
    appointment, feed = make_appointment(ada), make_feed(ada)
    by_time = {"if-modified-since": ask(feed).headers["Last-Modified"]}
    Appointment.objects.filter(id=appointment.id).update(
        moderator=make_member(ada.practice), changed_at=MONDAY + HOUR
    )
    assert ask(feed, **by_time).status_code == 200


def test_another_choice_is_news(ada: Membership):
    make_appointment(ada)
    feed = make_feed(ada)
    headers = {"if-none-match": ask(feed).headers["ETag"]}
    open_feed(ada.user, ada, shows_titles=False, now=MONDAY + HOUR)
    assert ask(feed, **headers).status_code == 200
    assert summaries(feed) == ["Belegt"]


# Who may read.


def test_a_new_address_ends_the_old_one(ada: Membership):
    feed = make_feed(ada)
    renewed = renew_feed(feed, now=MONDAY)
    assert address_of(renewed) != address_of(feed)
    assert ask(feed).status_code == 404
    assert ask(renewed).status_code == 200


def test_an_address_that_was_stopped_opens_nothing(ada: Membership):
    feed = make_feed(ada)
    kept = CalendarFeed.objects.get()
    close_feed(feed)
    assert ask(kept).status_code == 404
    actions = Entry.objects.order_by("at").values_list("action", flat=True)
    assert list(actions) == ["calendar_feed.opened", "calendar_feed.closed"]


@pytest.mark.parametrize("token", ["x", "A" * 48, "A" * 47 + "=", "\u00e4" * 48])
def test_a_guess_opens_nothing_and_leaves_no_cookie(token: str):
    answer = Client().get(f"/calendar/{token}/")
    assert answer.status_code == 404
    assert not answer.cookies


def test_a_token_for_a_waiting_room_is_none_for_a_feed(ada: Membership):
    participant = make_participant(make_appointment(ada))
    feed = make_feed(ada)
    CalendarFeed.objects.filter(id=feed.id).update(id=participant.id)
    assert Client().get(f"/calendar/{token_for(participant)}/").status_code == 404


def test_it_ends_with_the_place_in_the_practice(ada: Membership):
    feed = make_feed(ada)
    Membership.objects.update(ended_at=MONDAY)
    assert ask(feed).status_code == 404
    assert forget_orphaned_feeds() == 1
    assert not CalendarFeed.objects.exists()


def test_it_ends_with_the_account(ada: Membership):
    feed = make_feed(ada)
    ada.user.delete()
    assert ask(feed).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_it_shows_what_the_role_of_now_may_see(ada: Membership):
    owner = make_member(ada.practice, Role.ORGANISER)
    make_appointment(ada, title="Kollegin")
    feed = make_feed(owner)
    assert summaries(feed) == ["Kollegin"]
    Membership.objects.filter(id=owner.id).update(role=Role.PROVIDER, holds_consultations=True)
    assert summaries(feed) == []


def test_an_owner_who_may_plan_nothing_reads_nothing():
    member = make_member(role=Role.ADMINISTRATOR)
    feed = make_feed(member)
    assert ask(feed).status_code == 200  # plans for all
    Practice.objects.update(requires_second_factor=True)
    assert ask(feed).status_code == 404, "the portal is closed to them, too"


def test_who_asks_too_often_has_to_wait(ada: Membership):
    feed = make_feed(ada)
    answers = [ask(feed).status_code for _number in range(21)]
    assert answers.count(429) == 1


# The page.


def test_the_page_makes_warns_renews_and_stops(client: Client, ada: Membership):
    page = client.get(PAGE).content.decode()
    assert "Adresse anlegen" in page
    assert "http://localhost" not in page
    chosen = {"source": "practice", "details": "busy"}
    page = client.post(f"{PAGE}open/", chosen, follow=True).content.decode()
    feed = CalendarFeed.objects.get()
    assert address_of(feed) in page
    assert "Diese Adresse ist ein Schlüssel" in page
    page = client.post(f"{PAGE}{feed.id}/renew/", follow=True).content.decode()
    assert address_of(feed) not in page
    client.post(f"{PAGE}{feed.id}/close/")
    assert not CalendarFeed.objects.exists()


def test_nobody_touches_the_address_of_another(client: Client, ada: Membership):
    feed = make_feed(make_member(ada.practice))
    for step in ("renew", "close"):
        assert client.post(f"{PAGE}{feed.id}/{step}/").status_code == 404
    assert CalendarFeed.objects.get().link_version == 1


@pytest.mark.parametrize("form", [{}, {"source": "all", "details": "busy"}, {"source": "own"}])
def test_a_form_that_was_tampered_with_makes_nothing(client: Client, ada: Membership, form):
    assert client.post(f"{PAGE}open/", form).status_code == 400
    assert not CalendarFeed.objects.exists()


# Of who is invited.


@pytest.fixture
def erika(client: Client) -> User:
    user = User.objects.create_user("erika@example.org", first_name="Erika", last_name="Muster")
    client.force_login(user)
    return user


def test_who_is_invited_reads_with_whom_and_no_title_and_no_link(client: Client, erika: User):
    make_participant(make_appointment(title="Suchtberatung"))
    make_participant(make_appointment(title="fremd"), email="bernd@example.org")
    client.post(f"{PAGE}open/", {"source": "own", "details": "titles"})
    feed = CalendarFeed.objects.get()
    [(one, other)] = read(feed)
    assert one.summary == "Videotermin"
    assert "Dr. Ada Sommer" in other.description.value
    content = ask(feed).content.decode().replace("\r\n ", "")
    for secret in ("Suchtberatung", "/w/", "erika", "Erika"):
        assert secret not in content


def test_a_practice_that_says_little_says_little_here_too(erika: User):
    make_participant()
    Practice.objects.update(has_neutral_mails=True)
    feed = open_feed(erika, None, shows_titles=True, now=MONDAY)
    [(one, other)] = read(feed)
    assert one.summary == "Termin"
    assert not hasattr(other, "description")


def test_who_belongs_to_no_practice_makes_no_address_for_one(client: Client, erika: User):
    form = {"source": "practice", "details": "busy"}
    assert client.post(f"{PAGE}open/", form).status_code == 400
