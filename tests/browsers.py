"""Chromium outside of the journeys: for tests and measurements that need no fixtures."""

import shlex
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
# Remembers the connections of a page, which keeps them to itself.
REMEMBER_CONNECTIONS = """
window.connections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...given) {
        super(...given);
        window.connections.push(this);
    }
};
"""
# Of all connections so remembered. Not the count of a video element: that one starts anew when
# the picture changes its size.
FRAMES_DECODED = """async () => {
    const counts = window.connections.map(async (connection) =>
        [...(await connection.getStats()).values()]
            .filter((one) => one.type === "inbound-rtp" && one.kind === "video")
            .reduce((sum, one) => sum + one.framesDecoded, 0));
    return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
}"""


@contextmanager
def chromiums(*within: Sequence[str]) -> Iterator[list[Browser]]:
    """One Chromium per command that it is to run in (`()` for none).

    Not for tests that use pytest-playwright's fixtures: both would start an event loop.
    """
    with ExitStack() as until_the_end:
        programs = Path(until_the_end.enter_context(tempfile.TemporaryDirectory()))
        playwright = until_the_end.enter_context(sync_playwright())
        browsers = []
        for number, command in enumerate(within):
            program = _program(programs / f"chromium-{number}", command)
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            until_the_end.callback(browser.close)
            browsers.append(browser)
        yield browsers


def _program(path: Path, command: Sequence[str]) -> str:
    """A program that starts Chromium by this command; Chromium itself without one."""
    if not command:
        return CHROMIUM
    path.write_text(f'#!/bin/sh\nexec {shlex.join(command)} {CHROMIUM} "$@"\n')
    path.chmod(0o755)
    return str(path)
