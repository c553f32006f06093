"""From opening the link to a form that can be filled in, and the whole document's weight."""

import statistics
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from benchmarks.call import CLIENT_NAME, enter, product
from tests.browsers import chromiums
from tests.journeys.conftest import sign_in
from tests.journeys.steps import open_room, plan, sees, turn_on_devices

# Counted from the start of the navigation, redirects included.
USABLE = """
(() => {
    const look = () => {
        const button = [...document.querySelectorAll("button")].find(
            (one) => one.textContent.trim() === "Warteraum betreten");
        const field = [...document.querySelectorAll("label")].find(
            (one) => one.textContent.includes("Ihr Name"))?.control;
        const usable = button && field && !button.disabled && !field.disabled
            && button.checkVisibility() && field.checkVisibility()
            && document.readyState !== "loading";
        if (usable) window.usableAfter = performance.now();
        else requestAnimationFrame(look);
    };
    look();
})();
"""


@dataclass
class Traffic:
    """What a page has loaded so far. WebSocket and media are not counted."""

    bytes: int = 0
    requests: int = 0
    hosts: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Opening:
    """Medians of the way from the link to the form, and everything until the end of a call."""

    milliseconds: float
    kilobytes: float
    requests: int
    foreign_hosts: int
    whole_kilobytes: float


def measure(rounds: int = 10) -> Opening:
    with chromiums((), ()) as (first, second), product() as service:
        provider = first.new_context(locale="de-DE").new_page()
        sign_in(provider, service, service.account("owner"))
        planned = plan(provider, service, name=CLIENT_NAME)
        openings = []
        for _ in range(rounds):
            context = second.new_context(locale="de-DE")
            client = context.new_page()
            traffic = _watched(client)
            milliseconds = _open(client, planned.link)
            openings.append((milliseconds, traffic.bytes, traffic.requests))
            if len(openings) == rounds:
                open_room(provider, planned)
                _hold_the_call(provider, client)
            context.close()
    foreign = traffic.hosts - {urlsplit(service.url).hostname}
    times, sizes, requests = zip(*openings, strict=True)
    return Opening(
        statistics.median(times),
        statistics.median(sizes) / 1000,
        max(requests),
        len(foreign),
        traffic.bytes / 1000,
    )


def _open(client: Page, link: str) -> float:
    client.add_init_script(USABLE)
    client.goto(link, wait_until="networkidle")
    client.wait_for_function("() => window.usableAfter")
    return float(client.evaluate("() => window.usableAfter"))


def _watched(page: Page) -> Traffic:
    traffic = Traffic()
    session = page.context.new_cdp_session(page)

    def sent(event: dict[str, Any]) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme in ("http", "https"):
            traffic.requests += 1
            traffic.hosts.add(address.hostname or "")

    def finished(event: dict[str, Any]) -> None:
        traffic.bytes += int(event["encodedDataLength"])

    session.send("Network.enable")
    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    return traffic


def _hold_the_call(provider: Page, client: Page) -> None:
    turn_on_devices(provider)
    turn_on_devices(client)
    enter(client, CLIENT_NAME)
    provider.get_by_role("button", name=f"{CLIENT_NAME} einlassen").click()
    sees(provider, f"Bild von {CLIENT_NAME}")
    provider.get_by_role("button", name="Für alle beenden").click()
    heading = client.get_by_role("heading", name="Die Sprechstunde ist beendet")
    expect(heading).to_be_visible(timeout=30_000)
