"""A weekly series across the end of summer time, and what its mails say of it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest
import vobject
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import violations
from tests.journeys.steps import BERLIN, LINK
from tests.service import Service

pytestmark = pytest.mark.journey

ERIKA = "erika.serie@example.org"
DAY = timedelta(days=1)


def last_sunday_of_october() -> date:
    """The next one that is at least three weeks away: a series can begin before it."""
    today = datetime.now(BERLIN).date()
    for year in (today.year, today.year + 1):
        last = date(year, 10, 31)
        sunday = last - DAY * ((last.weekday() + 1) % 7)
        if sunday > today + DAY * 21:
            return sunday
    raise AssertionError("there is one every year")


def plan_series(provider: Page, service: Service, first: date) -> None:
    """Four weeks from `first` on, at ten; the page with all dates comes before the mail."""
    provider.goto(f"{service.url}/portal/appointments/new/")
    provider.get_by_label("Titel").fill("Kontrolltermin")
    provider.get_by_label("Datum").fill(first.isoformat())
    provider.get_by_label("Beginn").fill("10:00")
    provider.get_by_label("Wiederholen").select_option(label="jede Woche")
    provider.get_by_label("Anzahl der Termine").fill("4")
    person = provider.get_by_role("group", name="Teilnehmer 1")
    person.get_by_label("Name").fill("Erika Muster")
    person.get_by_label("E-Mail-Adresse").fill(ERIKA)
    provider.get_by_role("button", name="Planen und einladen").click()
    expect(provider.get_by_role("heading", name="Das sind 4 Termine")).to_be_visible()
    assert violations(provider) == [], "the dates before they are planned"
    provider.get_by_role("button", name="4 Termine planen und einladen").click()
    expect(provider.get_by_role("heading", name="Alle Termine der Serie")).to_be_visible()
    assert violations(provider) == [], "the series"


def events_in(mail: EmailMessage) -> list[vobject.base.Component]:
    [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    return list(vobject.readOne(part.get_content()).vevent_list)


def link_in(mail: EmailMessage) -> str:
    found = LINK.search(mail.get_body(("plain",)).get_content())
    assert found is not None
    return found.group()


def day(provider: Page, position: int) -> Locator:
    """The row of the appointment at this place, on the page of the series."""
    rows = provider.get_by_role("region", name="Alle Termine der Serie").get_by_role("listitem")
    return rows.nth(position - 1)


def change(provider: Page, position: int) -> None:
    day(provider, position).get_by_role("link", name=re.compile("^Ändern")).click()
    expect(provider.get_by_role("heading", name="Termin ändern")).to_be_visible()


def test_a_series_across_october_moved_cancelled_and_followed_by_its_mails(
    provider: Page, person: Callable[..., Page], service: Service
):
    # Two appointments before the clocks change, two after.
    first = last_sunday_of_october() - DAY * 12
    plan_series(provider, service, first)
    series_page = provider.url
    invitation = service.mail_to(ERIKA)
    [event] = events_in(invitation)
    starts = [one.astimezone(BERLIN) for one in event.getrruleset(addRDate=False)]
    assert [one.date() for one in starts] == [first + DAY * 7 * week for week in range(4)]
    assert {f"{one:%H:%M}" for one in starts} == {"10:00"}
    assert {f"{one.astimezone(UTC):%H:%M}" for one in starts} == {"08:00", "09:00"}

    change(provider, 2)
    provider.get_by_label("Beginn").fill("14:30")
    provider.get_by_role("button", name="Speichern und alle benachrichtigen").click()
    expect(provider.get_by_text("Die Änderung ist gespeichert")).to_be_visible()
    moved = service.mail_to(ERIKA, count=2)
    [one] = events_in(moved)
    assert one.uid.value == event.uid.value
    assert one.recurrence_id.value.astimezone(BERLIN).date() == first + DAY * 7
    assert f"{one.dtstart.value.astimezone(BERLIN):%H:%M}" == "14:30"
    assert link_in(moved) == link_in(invitation), "one link for all of it"

    provider.goto(series_page)
    day(provider, 3).get_by_role("link").first.click()
    provider.get_by_role("link", name="Termin absagen").click()
    expect(provider.get_by_role("radio", name="nur dieser")).to_be_checked()
    assert violations(provider) == [], "asked how far the cancellation reaches"
    provider.get_by_role("button", name="Termin absagen").click()
    expect(provider.get_by_text("1 Termin ist abgesagt")).to_be_visible()
    cancelled = service.mail_to(ERIKA, count=3)
    [off] = events_in(cancelled)
    assert off.status.value == "CANCELLED"
    assert off.recurrence_id.value.astimezone(BERLIN).date() == first + DAY * 14
    assert "Ihr Link führt wie bisher zu den anderen Terminen" in (
        cancelled.get_body(("plain",)).get_content()
    )

    provider.goto(series_page)
    expect(provider.get_by_text("verschoben, geplant war")).to_be_visible()
    change(provider, 2)
    provider.get_by_role("radio", name="dieser und die folgenden").check()
    provider.get_by_label("Dauer (Minuten)").fill("45")
    assert violations(provider) == [], "asked how far the change reaches"
    provider.get_by_role("button", name="Speichern und alle benachrichtigen").click()
    expect(provider.get_by_text("für 2 Termine gespeichert")).to_be_visible()
    events = events_in(service.mail_to(ERIKA, count=4))
    apart = {one.recurrence_id.value.astimezone(BERLIN).date() for one in events[1:]}
    assert apart == {first + DAY * 7, first + DAY * 21}

    client = person()
    client.goto(link_in(invitation))
    expect(client.get_by_role("heading", name=re.compile("Videosprechstunde"))).to_be_visible()
    assert "/waiting-room/" in client.url


def test_one_link_leads_to_the_appointment_that_comes_next(
    provider: Page, person: Callable[..., Page], service: Service
):
    address = "bernd.serie@example.org"
    start = datetime.now(BERLIN) + DAY
    provider.goto(f"{service.url}/portal/appointments/new/")
    provider.get_by_label("Datum").fill(start.strftime("%Y-%m-%d"))
    provider.get_by_label("Beginn").fill(start.strftime("%H:%M"))
    provider.get_by_label("Wiederholen").select_option(label="jeden Tag")
    provider.get_by_label("Anzahl der Termine").fill("2")
    guest = provider.get_by_role("group", name="Teilnehmer 1")
    guest.get_by_label("Name").fill("Bernd Beispiel")
    guest.get_by_label("E-Mail-Adresse").fill(address)
    provider.get_by_role("button", name="Planen und einladen").click()
    provider.get_by_role("button", name="2 Termine").click()
    expect(provider.get_by_role("heading", name="Alle Termine der Serie")).to_be_visible()
    link = link_in(service.mail_to(address))

    client = person()
    client.goto(link)
    first_door = client.url
    assert violations(client) == [], "the door behind a series link"
    provider.get_by_role("link", name="Alle künftigen absagen").click()
    provider.get_by_role("radio", name="nur dieser").check()
    provider.get_by_role("button", name="Termin absagen").click()
    expect(provider.get_by_text("1 Termin ist abgesagt")).to_be_visible()
    client.goto(link)
    assert client.url != first_door, "the second one's"
    assert "/waiting-room/" in client.url

    provider.get_by_role("link", name="Alle künftigen absagen").click()
    provider.get_by_role("button", name="Termin absagen").click()
    expect(provider.get_by_text("1 Termin ist abgesagt")).to_be_visible()
    client.goto(link)
    expect(client.get_by_role("heading", name="Dieser Termin wurde abgesagt")).to_be_visible()
