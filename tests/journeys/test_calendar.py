"""The calendar: see the week, filter it, move by mouse and by keyboard, plan where it is free."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import sign_in
from tests.journeys.steps import BERLIN, plan
from tests.service import Service

pytestmark = pytest.mark.journey

MONDAY = datetime.now(BERLIN).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
    weeks=2
)
MONDAY -= timedelta(days=MONDAY.weekday())
HOUR = timedelta(hours=1)


def at(day: int, hour: float) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def open_calendar(page: Page, service: Service, view: str = "week", **more: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    page.set_viewport_size({"width": 1280, "height": 1500})  # nothing has to be scrolled to
    page.goto(
        f"{service.url}/portal/appointments/calendar/?view={view}&date={MONDAY:%Y-%m-%d}&{query}"
    )
    expect(page.get_by_text("Der Kalender wird geladen")).to_have_count(0)
    expect(page.locator("#calendar-title")).not_to_be_empty()


def event(page: Page, title: str) -> Locator:
    return page.get_by_role("link", name=re.compile(title))


def drag(page: Page, what: Locator, *, down_px: float) -> None:
    """By the middle of its upper edge, so that it is moved and not stretched."""
    what.hover()  # waits until it stands still
    box = what.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + down_px / 2, steps=4)
    page.mouse.move(x, y + down_px, steps=4)
    page.mouse.up()


def pixels_an_hour(page: Page) -> float:
    # Hours in which no test plans anything: the time is written nowhere else.
    seven, eight = (page.get_by_text(f"{hour}:00", exact=True) for hour in ("07", "08"))
    above, below = seven.bounding_box(), eight.bounding_box()
    assert above is not None
    assert below is not None
    return below["y"] - above["y"]


def test_the_week_is_seen_by_the_clock_of_the_practice_and_an_event_opens_by_enter(
    provider: Page, person: Callable[..., Page], service: Service
):
    plan(provider, service, title="Frühstermin", starts_at=at(0, 9))
    far_away = person(timezone_id="America/New_York")
    foreign: list[str] = []
    far_away.on("request", lambda one: foreign.append(one.url))
    sign_in(far_away, service, service.account("owner"))
    open_calendar(far_away, service)
    expect(event(far_away, "Frühstermin")).to_contain_text("09:00")
    assert violations(far_away) == [], "week"
    assert {url for url in foreign if not url.startswith(service.url)} == set()
    event(far_away, "Frühstermin").focus()
    far_away.keyboard.press("Enter")
    expect(far_away.get_by_role("heading", name="Frühstermin")).to_be_visible()


@pytest.mark.parametrize("view", ["day", "month"])
@pytest.mark.parametrize("width", [1280, 390])
def test_each_view_is_accessible_and_fits(provider: Page, service: Service, view: str, width: int):
    open_calendar(provider, service, view)
    provider.set_viewport_size({"width": width, "height": 800})
    assert violations(provider) == []
    assert provider.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_views_and_dates_are_buttons_and_stand_in_the_address(provider: Page, service: Service):
    open_calendar(provider, service)
    provider.get_by_role("link", name="Tag", exact=True).press("Enter")
    provider.get_by_role("button", name="Später").press("Enter")
    tuesday = f"{MONDAY + timedelta(days=1):%Y-%m-%d}"
    expect(provider).to_have_url(re.compile(f"view=day&date={tuesday}"))
    provider.reload()
    expect(provider.locator("#calendar-title")).to_contain_text(str((MONDAY + HOUR * 24).day))


def test_dragging_asks_moves_and_tells_once(provider: Page, service: Service):
    address = "gezogen@example.org"
    plan(provider, service, address=address, title="Gezogen", starts_at=at(1, 10))
    open_calendar(provider, service)
    drag(provider, event(provider, "Gezogen"), down_px=pixels_an_hour(provider))
    dialog = provider.get_by_role("dialog", name="Diesen Termin verschieben?")
    expect(dialog).to_contain_text("11:00")
    expect(dialog).to_contain_text("1 Person bekommt eine E-Mail")
    assert violations(provider) == [], "the question"
    dialog.get_by_role("button", name="Verschieben und allen Bescheid geben").click()
    expect(event(provider, "Gezogen")).to_contain_text("11:00")
    told = service.mail_to(address, count=2).get_body(("plain",)).get_content()
    assert "11:00" in told


def test_a_no_puts_it_back_and_tells_nobody(provider: Page, service: Service):
    plan(provider, service, title="Bleibt", starts_at=at(2, 10))
    open_calendar(provider, service)
    drag(provider, event(provider, "Bleibt"), down_px=pixels_an_hour(provider))
    dialog = provider.get_by_role("dialog", name="Diesen Termin verschieben?")
    dialog.get_by_role("button", name="Stehen lassen").click()
    expect(event(provider, "Bleibt")).to_contain_text("10:00")
    provider.reload()
    expect(event(provider, "Bleibt")).to_contain_text("10:00")


def test_dragging_onto_another_one_says_what_is_there(provider: Page, service: Service):
    plan(provider, service, title="Steht schon", starts_at=at(3, 13))
    plan(provider, service, title="Kommt dazu", starts_at=at(3, 12))
    open_calendar(provider, service)
    drag(provider, event(provider, "Kommt dazu"), down_px=pixels_an_hour(provider))
    dialog = provider.get_by_role("dialog", name="Diesen Termin verschieben?")
    expect(dialog.get_by_text("Steht schon")).to_be_visible()
    provider.keyboard.press("Escape")
    expect(event(provider, "Kommt dazu")).to_contain_text("12:00")


def test_what_the_server_refuses_jumps_back_with_its_sentence(provider: Page, service: Service):
    plan(provider, service, title="Bald weg", starts_at=at(4, 9))
    open_calendar(provider, service)
    expect(event(provider, "Bald weg")).to_be_visible()
    other = provider.context.new_page()
    other.goto(provider.url)
    event(other, "Bald weg").click()
    other.get_by_role("link", name="Termin absagen").click()
    other.get_by_role("button", name="Termin absagen").click()
    expect(other.get_by_text("Der Termin ist abgesagt")).to_be_visible()
    drag(provider, event(provider, "Bald weg"), down_px=pixels_an_hour(provider))
    expect(provider.get_by_role("alert")).to_contain_text("Dieser Termin ist abgesagt.")
    expect(event(provider, "Bald weg")).to_contain_text("09:00")


def test_the_way_by_buttons_moves_and_asks_the_same(provider: Page, service: Service):
    plan(provider, service, title="Belegt", starts_at=at(0, 15))
    plan(provider, service, title="Mit Tasten", starts_at=at(0, 16))
    provider.get_by_role("link", name="Verschieben").press("Enter")
    assert violations(provider) == [], "the page"
    provider.get_by_label("Beginn").fill("15:00")
    provider.get_by_label("Beginn").press("Enter")
    expect(provider.get_by_role("alert")).to_contain_text("Belegt")
    assert violations(provider) == [], "the page with the question"
    provider.get_by_role("button", name="Trotzdem verschieben").press("Enter")
    expect(provider.get_by_text("Der Termin ist verschoben")).to_be_visible()
    expect(provider.get_by_text("15:00").first).to_be_visible()


def test_a_click_on_a_free_time_plans_there(provider: Page, service: Service):
    open_calendar(provider, service, "day", date=f"{MONDAY + timedelta(days=6):%Y-%m-%d}")
    hour = provider.get_by_text("14:00", exact=True).bounding_box()
    assert hour is not None
    provider.mouse.click(hour["x"] + 300, hour["y"] + 12)
    expect(provider.get_by_label("Beginn")).to_have_value("14:00")


def test_the_filter_and_the_list_need_no_javascript(
    provider: Page, person: Callable[..., Page], service: Service
):
    plan(provider, service, title="Ohne Skript", starts_at=at(1, 17))
    without = person(java_script_enabled=False)
    sign_in(without, service, service.account("owner"))
    without.goto(f"{service.url}/portal/appointments/")
    who = without.get_by_label("Wessen Termine")
    who.select_option(label="Dr. Maren Linde")
    without.get_by_role("button", name="Zeigen").click()
    expect(without.get_by_text("Ohne Skript")).to_be_visible()
    expect(without).to_have_url(re.compile("who=[0-9a-f-]{36}"))
    without.get_by_label("Wessen Termine").select_option(label="Jonas Ahorn")
    without.get_by_role("button", name="Zeigen").click()
    expect(without.get_by_text("Ohne Skript")).to_have_count(0)
    without.get_by_role("link", name="Woche").click()
    expect(without.get_by_text("brauchen JavaScript")).to_be_visible()
