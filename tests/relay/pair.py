"""Two bare pages that call each other, and the way their packets take."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.relay.client import Credentials

# A canvas needs no permission and no secure page, unlike a camera.
OFFER = """async (configuration) => {
    const canvas = document.createElement("canvas");
    const drawing = canvas.getContext("2d");
    setInterval(() => drawing.fillRect(0, 0, Math.random() * 300, 150), 50);
    window.pair = new RTCPeerConnection(configuration);
    window.pair.addTrack(canvas.captureStream(20).getTracks()[0]);
    await window.pair.setLocalDescription();
    return window.complete();
}"""
ANSWER = """async ([configuration, offer]) => {
    window.pair = new RTCPeerConnection(configuration);
    await window.pair.setRemoteDescription(offer);
    await window.pair.setLocalDescription();
    return window.complete();
}"""
COMPLETE = """() => {
    window.complete = async () => {
        while (window.pair.iceGatheringState !== "complete") {
            await new Promise((go) =>
                window.pair.addEventListener("icegatheringstatechange", go, { once: true }));
        }
        return window.pair.localDescription.toJSON();
    };
}"""
PICTURE_SEEN = """async (patience_ms) => {
    const deadline = performance.now() + patience_ms;
    while (performance.now() < deadline) {
        const all = [...(await window.pair.getStats()).values()];
        if (all.some((one) => one.type === "inbound-rtp" && one.framesDecoded > 5)) return true;
        await new Promise((go) => setTimeout(go, 50));
    }
    return false;
}"""
ROUTE = """async () => {
    // A page may keep a connection ready that is not used yet.
    const connection = window.pair ??
        window.connections.find((one) => one.connectionState === "connected");
    const stats = await connection.getStats();
    const all = [...stats.values()];
    const transport = all.find((one) => one.type === "transport");
    const pair = stats.get(transport.selectedCandidatePairId);
    const local = stats.get(pair.localCandidateId);
    return {
        local: local.candidateType,
        remote: stats.get(pair.remoteCandidateId).candidateType,
        transport: local.relayProtocol ?? local.protocol,
    };
}"""


@dataclass(frozen=True)
class Route:
    """Kinds of the two ends (`host`, `relay`, …) and what carries packets to the relay."""

    local: str
    remote: str
    transport: str


def configuration(urls: list[str], who: Credentials, *, relay_only: bool) -> dict[str, Any]:
    """As RTCPeerConnection takes it."""
    server = {"urls": urls, "username": who.username, "credential": who.password}
    return {
        "iceServers": [server],
        "iceTransportPolicy": "relay" if relay_only else "all",
    }


def call(one: Page, other: Page, ice: dict[str, Any], *, patience_ms: int = 20_000) -> bool:
    """`one` sends its picture to `other`; whether it is seen in time."""
    for page in (one, other):
        page.evaluate(COMPLETE)
    offer = one.evaluate(OFFER, ice)
    answer = other.evaluate(ANSWER, [ice, offer])
    one.evaluate("(answer) => window.pair.setRemoteDescription(answer)", answer)
    return bool(other.evaluate(PICTURE_SEEN, patience_ms))


def route(page: Page) -> Route:
    """The way of the page's connection: of the pair's, else of the one that is connected."""
    return Route(**page.evaluate(ROUTE))
