"""Who waits, who may come in, and what each is told meanwhile."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in
from tests.journeys.steps import admit, enter_waiting_room, meet, open_room, plan
from tests.service import Service

pytestmark = pytest.mark.journey


def test_a_refused_person_is_told_and_sees_nothing(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Abgelehnt")
    open_room(provider, planned)
    client = person()
    enter_waiting_room(client, planned.link)
    provider.get_by_role("button", name="Erika Muster ablehnen").click()
    expect(client.get_by_role("heading", name="Sie wurden nicht eingelassen")).to_be_visible()
    expect(client.get_by_text("030 23125000")).to_be_visible()
    expect(provider.get_by_text("Niemand wartet.")).to_be_visible()


def test_who_waits_sees_whether_the_moderator_is_there(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Noch niemand da")
    client = person()
    enter_waiting_room(client, planned.link)
    expect(client.get_by_text("Dr. Maren Linde ist gerade nicht da.")).to_be_visible()
    open_room(provider, planned)
    expect(client.get_by_text("Dr. Maren Linde sieht, dass Sie da sind")).to_be_visible()
    provider.get_by_role("button", name="Verlassen").click()
    expect(client.get_by_text("Dr. Maren Linde ist gerade nicht da.")).to_be_visible()


def test_who_leaves_the_waiting_room_is_no_longer_on_the_list(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Doch nicht")
    open_room(provider, planned)
    client = person()
    enter_waiting_room(client, planned.link)
    expect(provider.get_by_role("button", name="Erika Muster einlassen")).to_be_visible()
    client.get_by_role("button", name="Warteraum verlassen").click()
    expect(provider.get_by_text("Niemand wartet.")).to_be_visible()


def test_a_newer_tab_takes_over_and_the_older_one_says_so(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Zwei Fenster")
    open_room(provider, planned)
    older = person()
    enter_waiting_room(older, planned.link)
    newer = older.context.new_page()
    enter_waiting_room(newer, planned.link)
    taken = older.get_by_role("heading", name="in einem anderen Fenster geöffnet")
    expect(taken).to_be_visible()
    expect(provider.get_by_role("button", name="Erika Muster einlassen")).to_have_count(1)
    admit(provider)
    expect(newer.get_by_role("button", name="Verlassen")).to_be_visible()


def test_another_device_with_the_same_link_waits_and_is_marked(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Zweites Gerät")
    first, second = person(), person()
    meet(provider, first, planned)
    enter_waiting_room(second, planned.link, "Noch einmal Erika")
    provider.get_by_role("button", name="Warteraum").click()
    expect(provider.get_by_text("gleicher Zugang, zweites Gerät")).to_be_visible()
    expect(first.get_by_role("button", name="Verlassen")).to_be_visible()


def test_a_moderator_in_two_tabs_holds_the_room_in_the_newer_one(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Moderator doppelt")
    open_room(provider, planned)
    client = person()
    enter_waiting_room(client, planned.link)
    newer = provider.context.new_page()
    open_room(newer, planned)
    taken = provider.get_by_role("heading", name="in einem anderen Fenster geöffnet")
    expect(taken).to_be_visible()
    admit(newer)
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible()


def test_the_overview_shows_who_waits_and_leads_to_the_room(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Aus der Übersicht")
    provider.goto(f"{service.url}/portal/")
    client = person()
    enter_waiting_room(client, planned.link, "Jonas Beispiel")
    lobby = provider.get_by_role("region", name="Warteraum")
    expect(lobby.get_by_text("Jonas Beispiel")).to_be_visible()
    lobby.get_by_role("link", name="Sprechstunde mit Jonas Beispiel öffnen").click()
    expect(provider.get_by_role("button", name="Jonas Beispiel einlassen")).to_be_visible()


def test_an_organiser_sees_who_waits_but_may_not_open_the_room(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Organisation")
    client = person()
    enter_waiting_room(client, planned.link, "Ayşe Beispiel")
    organiser = person()
    sign_in(organiser, service, service.account("organiser"))
    lobby = organiser.get_by_role("region", name="Warteraum")
    expect(lobby.get_by_text("Ayşe Beispiel")).to_be_visible()
    answer = organiser.goto(planned.room_url)
    assert answer is not None
    assert answer.status == 403


def test_who_waits_is_told_that_the_appointment_was_cancelled(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Abgesagt")
    client = person()
    enter_waiting_room(client, planned.link)
    provider.get_by_role("link", name="Termin absagen").click()
    provider.get_by_role("button", name="Termin absagen").click()
    expect(client.get_by_text("Der Termin wurde abgesagt.")).to_be_visible()
    client.goto(planned.link)
    expect(client.get_by_role("heading", name="Dieser Termin wurde abgesagt")).to_be_visible()


def test_signing_out_in_another_tab_ends_the_room_in_this_one(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Abgemeldet")
    open_room(provider, planned)
    other = provider.context.new_page()
    other.goto(f"{service.url}/portal/")
    other.get_by_role("button", name="Abmelden").click()
    told = provider.get_by_text("Sie haben sich in einem anderen Fenster abgemeldet.")
    expect(told).to_be_visible()
