"""From admission to the first picture, and what is left of a call when the server dies.

Our product and a bare PeerJS pair in the same two browsers, in turns.
"""

import shutil
import statistics
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from benchmarks.process import NODE, Process, serving
from tests.browsers import FRAMES_DECODED, REMEMBER_CONNECTIONS, chromiums
from tests.journeys.conftest import sign_in
from tests.journeys.steps import open_room, plan, turn_on_devices
from tests.service import Service, free_port, new_service

PEERJS = Path(__file__).with_name("others") / "peerjs.mjs"
CLIENT_NAME = "Erika Muster"
SECONDS_WITHOUT_SERVER = 10
# Notes when the first frame of a picture that is not one's own is shown, and when somebody
# clicks on a button to admit.
WATCH = """
(() => {
    const now = () => performance.timeOrigin + performance.now();
    const seen = new WeakSet();
    const look = () => {
        for (const video of document.querySelectorAll("video")) {
            if (seen.has(video) || video.getAttribute("aria-label") === "Eigenes Bild") continue;
            seen.add(video);
            video.requestVideoFrameCallback(() => { window.firstFrameAt ??= now(); });
        }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
    document.addEventListener("click", (event) => {
        if (event.target.closest("button")?.textContent.includes("inlassen")) {
            window.startedAt = now();
        }
    }, true);
})();
"""


@dataclass(frozen=True)
class Calls:
    """Milliseconds from the start of a call to the other picture (medians), and how many frames
    were decoded in the 10 s after the server was killed.
    """

    ours_ms: float
    peerjs_ms: float
    ours_frames: int
    peerjs_frames: int


def measure(rounds: int = 10) -> Calls:
    with chromiums((), ()) as (first, second), product() as service, _peerjs() as (port, peerjs):
        ours_ms, peerjs_ms = [], []
        for number in range(rounds + 1):
            with _people((first, second)) as people:
                ours_ms.append(_our_call(people, service))
                if number == rounds:
                    ours_frames = _frames_without_server(people[1], service.kill)
            with _people((first, second)) as people:
                peerjs_ms.append(_peerjs_call(people, port))
                if number == rounds:
                    peerjs_frames = _frames_without_server(people[1], peerjs.kill)
    # The first call of a browser loads what later ones have: not counted for either.
    return Calls(
        statistics.median(ours_ms[1:]),
        statistics.median(peerjs_ms[1:]),
        ours_frames,
        peerjs_frames,
    )


@contextmanager
def product() -> Iterator[Service]:
    service = new_service()
    service.start()
    try:
        yield service
    finally:
        service.stop()
        shutil.rmtree(service.directory)


@contextmanager
def _peerjs() -> Iterator[tuple[int, Process]]:
    """A PeerJS server: its port and its process."""
    port = free_port()
    with serving([NODE, str(PEERJS), str(port)], port, {}) as process:
        yield port, process


@contextmanager
def _people(browsers: tuple[Browser, Browser]) -> Iterator[list[Page]]:
    """The one who calls and the one who is called, each at a fresh page."""
    contexts = [browser.new_context(locale="de-DE") for browser in browsers]
    for context in contexts:
        context.add_init_script(WATCH)
        context.add_init_script(REMEMBER_CONNECTIONS)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def _our_call(people: list[Page], service: Service) -> float:
    """Milliseconds from the click on admit to the client's first frame."""
    provider, client = people
    sign_in(provider, service, service.account("owner"))
    # A person of one's own for each round, whose invitation is found by the address.
    name, address = CLIENT_NAME, f"erika-{uuid.uuid4().hex[:8]}@example.org"
    planned = plan(provider, service, name=name, address=address, title=address.split("@")[0])
    open_room(provider, planned)
    turn_on_devices(provider)
    client.goto(planned.link)
    turn_on_devices(client)
    enter(client, name)
    # What is prepared while somebody waits is prepared by now: nobody is admitted at once.
    client.wait_for_timeout(1_000)
    provider.get_by_role("button", name=f"{name} einlassen").click()
    return _milliseconds(provider, client)


def enter(client: Page, name: str) -> None:
    client.get_by_label("Ihr Name").fill(name)
    client.get_by_role("button", name="Warteraum betreten").click()
    expect(client.get_by_text("Sie sind im Warteraum")).to_be_visible()


def _peerjs_call(people: list[Page], port: int) -> float:
    """Milliseconds from `peer.call` to the first frame at the other end."""
    for page in people:
        page.goto(f"http://localhost:{port}/")
    caller, called = people
    caller.evaluate("() => window.ready")
    name = called.evaluate("() => window.ready")
    caller.wait_for_timeout(1_000)
    caller.evaluate("(name) => window.callTo(name)", name)
    return _milliseconds(caller, called)


def _milliseconds(caller: Page, called: Page) -> float:
    called.wait_for_function("() => window.firstFrameAt")
    first_frame: float = called.evaluate("() => window.firstFrameAt")
    started: float = caller.evaluate("() => window.startedAt")
    return first_frame - started


def _frames_without_server(called: Page, kill: Callable[[], None]) -> int:
    kill()
    before: int = called.evaluate(FRAMES_DECODED)
    called.wait_for_timeout(SECONDS_WITHOUT_SERVER * 1000)
    after: int = called.evaluate(FRAMES_DECODED)
    return after - before
