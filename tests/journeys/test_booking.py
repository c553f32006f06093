"""Clients book by themselves: against a rival, by the link in the mail, from the waiting list."""

import re
import threading
from collections.abc import Callable
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.service import Service

pytestmark = pytest.mark.journey

PAGE = "/book/lindenplatz/"
LINK = re.compile(r"https?://\S+/(?:booking|waiting-list)/[\w-]+/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
START = re.compile(r'name="start" value="([^"]+)"')
READING_MS = 2_100
RIVALS = 8


def open_times(page: Page, service: Service, name: str, *, next_week: bool = True) -> None:
    """The second step; next week, where clients may still cancel."""
    page.goto(service.url + PAGE)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name="Wann passt es Ihnen?")).to_be_visible()
    if next_week:
        page.get_by_role("link", name="Später").click()


def choose_first(page: Page) -> str:
    """Press the first time; which it was."""
    button = page.locator(".slots button").first
    time = button.inner_text()[:5]
    button.click()
    return time


def fill_in(page: Page, address: str, name: str = "Erika Muster") -> None:
    page.get_by_label("Vor- und Nachname").fill(name)
    page.get_by_label("E-Mail-Adresse").fill(address)
    page.wait_for_timeout(READING_MS)  # who is faster is taken for a program
    page.get_by_role("button", name="Termin buchen").click()


def link_to(service: Service, address: str, *, count: int = 1) -> str:
    letter = service.mail_to(address, count=count).get_body(("plain",)).get_content()
    found = LINK.search(letter)
    assert found is not None
    return found.group()


def book(page: Page, service: Service, address: str, *, next_week: bool = True) -> str:
    """The first free time of a result to talk about; the link to what was booked."""
    open_times(page, service, "Befund besprechen", next_week=next_week)
    choose_first(page)
    fill_in(page, address)
    expect(page.get_by_role("heading", name="Noch ein Schritt")).to_be_visible()
    link = link_to(service, address)
    page.goto(link)
    page.get_by_role("button", name="Ja, diesen Termin buchen").click()
    expect(page.get_by_role("heading", name="Ihr Termin ist gebucht")).to_be_visible()
    return link


def cancel_booked(provider: Page, service: Service) -> None:
    """The one booking of that service."""
    provider.goto(f"{service.url}/portal/appointments/")
    row = provider.get_by_role("listitem").filter(has_text="online gebucht")
    row.get_by_role("link", name="Befund besprechen").click()
    provider.get_by_role("link", name="Termin absagen").click()
    provider.get_by_role("button", name="Termin absagen").click()


def test_of_two_visitors_one_gets_the_time_and_the_provider_sees_it(
    provider: Page, person: Callable[..., Page], service: Service
):
    erika, rival = person(viewport={"width": 390, "height": 844}), person()
    for page in (erika, rival):
        open_times(page, service, "Erstgespräch")
        assert violations(page) == [], "times"
    time = choose_first(erika)
    assert choose_first(rival) == time
    expect(rival.get_by_text("Jemand war schneller")).to_be_visible()
    expect(rival.locator(".slots button").first).not_to_have_text(re.compile(time))
    assert violations(rival) == [], "somebody was faster"

    expect(erika.get_by_text("für Sie freigehalten")).to_be_visible()
    assert violations(erika) == [], "details"
    fill_in(erika, "erika.bucht@example.org")
    expect(erika.get_by_role("heading", name="Noch ein Schritt")).to_be_visible()
    assert violations(erika) == [], "sent"
    erika.goto(link_to(service, "erika.bucht@example.org"))
    assert violations(erika) == [], "to confirm"
    erika.get_by_role("button", name="Ja, diesen Termin buchen").click()
    expect(erika.get_by_role("heading", name="Ihr Termin ist gebucht")).to_be_visible()
    assert violations(erika) == [], "booked"
    invitation = service.mail_to("erika.bucht@example.org", count=2)
    assert "/w/" in invitation.get_body(("plain",)).get_content()

    provider.goto(f"{service.url}/portal/appointments/")
    row = provider.get_by_role("listitem").filter(has_text="Erstgespräch")
    expect(row.get_by_text("online gebucht")).to_be_visible()
    expect(row.get_by_text("Erika Muster")).to_be_visible()


def test_all_of_it_without_javascript(person: Callable[..., Page], service: Service):
    client = person(java_script_enabled=False, viewport={"width": 390, "height": 844})
    link = book(client, service, "ohne.skript@example.org")
    client.get_by_role("link", name="Verschieben").click()
    client.get_by_role("link", name="Später").click()
    client.locator(".slots button").last.click()
    expect(client.get_by_text("Ihr Termin ist verschoben.")).to_be_visible()
    client.goto(link)
    client.get_by_role("link", name="Absagen").click()
    client.get_by_role("button", name="Termin absagen").click()
    expect(client.get_by_role("heading", name="Ihr Termin ist abgesagt")).to_be_visible()


def test_what_is_cancelled_is_offered_to_who_waits(
    provider: Page, person: Callable[..., Page], service: Service
):
    early, late = person(), person(viewport={"width": 390, "height": 844}, color_scheme="dark")
    booked = book(early, service, "kann.doch.nicht@example.org", next_week=False)
    address = "wartet@example.org"
    late.goto(service.url + PAGE)
    late.get_by_role("link", name="Befund besprechen").click()
    late.get_by_role("link", name="Auf die Warteliste").click()
    assert violations(late) == [], "onto the list"
    late.get_by_label("Vor- und Nachname").fill("Wanda Wartend")
    late.get_by_label("E-Mail-Adresse").fill(address)
    late.get_by_role("button", name="Auf die Liste setzen").click()
    late.goto(link_to(service, address))
    late.get_by_role("button", name="Ja, auf die Liste setzen").click()
    expect(late.get_by_role("heading", name="Sie stehen auf der Warteliste")).to_be_visible()
    assert violations(late) == [], "on the list"

    early.goto(booked)
    if early.get_by_role("link", name="Absagen").is_visible():
        early.get_by_role("link", name="Absagen").click()
        early.get_by_role("button", name="Termin absagen").click()
    else:  # so soon that only the practice can
        cancel_booked(provider, service)
    late.goto(link_to(service, address, count=2))
    expect(late.get_by_role("heading", name="Diese Zeit ist für Sie frei")).to_be_visible()
    assert violations(late) == [], "an offer"
    late.get_by_role("button", name="Ja, ich nehme sie").click()
    expect(late.get_by_role("heading", name="Ihr Termin ist gebucht")).to_be_visible()
    assert "/w/" in service.mail_to(address, count=3).get_body(("plain",)).get_content()


def test_of_many_at_once_one_holds_the_time(service: Service):
    """On the real file of the database, by requests that meet in the server."""
    together = threading.Barrier(RIVALS)
    led_to: list[str] = []

    def rival() -> None:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        start = browser.open(service.url + PAGE)
        service_path = re.search(rf'href="({PAGE}[\w-]+/)"', start.read().decode()).group(1)
        page = browser.open(urljoin(service.url, service_path)).read().decode()
        form = {
            "csrfmiddlewaretoken": TOKEN.search(page).group(1),
            "start": START.findall(page)[-1],
        }
        together.wait()
        hold = Request(urljoin(service.url, f"{service_path}hold/"), urlencode(form).encode())  # noqa: S310
        led_to.append(browser.open(hold).url)

    threads = [threading.Thread(target=rival) for _ in range(RIVALS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(led_to) == RIVALS
    assert sum(url.endswith("/details/") for url in led_to) == 1
