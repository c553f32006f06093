import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isPolite } from "../pure/offers.ts";
import type { CandidateMessage, SdpMessage } from "../pure/peer-messages.ts";
import { type Describable, Negotiation } from "./negotiation.ts";

type Wire = SdpMessage | CandidateMessage;

/** The signalling states of the W3C recommendation, and nothing else of a connection. */
class FakeConnection implements Describable {
  signalingState: RTCSignalingState = "stable";
  localDescription: RTCSessionDescription | null = null;
  remoteDescription: RTCSessionDescription | null = null;
  onnegotiationneeded: ((event: Event) => void) | null = null;
  onicecandidate: ((event: RTCPeerConnectionIceEvent) => void) | null = null;
  readonly candidates: string[] = [];
  rollbacks = 0;
  #made = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async setLocalDescription(): Promise<void> {
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    this.#made += 1;
    this.localDescription = described(type, `${type} ${this.#made} of ${this.#name}`);
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
  }

  async setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit): Promise<void> {
    if (sdp === "broken") throw new DOMException("cannot be used", "OperationError");
    if (type === "answer" && this.signalingState !== "have-local-offer") {
      throw new DOMException("no offer is out", "InvalidStateError");
    }
    if (type === "offer" && this.signalingState === "have-local-offer") this.rollbacks += 1;
    this.remoteDescription = described(type, sdp ?? "");
    this.signalingState = type === "offer" ? "have-remote-offer" : "stable";
  }

  async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    if (this.remoteDescription === null) throw new DOMException("too early", "InvalidStateError");
    this.candidates.push(candidate?.candidate ?? "");
  }
}

function described(type: RTCSdpType, sdp: string): RTCSessionDescription {
  return { type, sdp, toJSON: () => ({ type, sdp }) };
}

function side(name: string, other: string, initiator: boolean) {
  const pc = new FakeConnection(name);
  const sent: Wire[] = [];
  const failures: string[] = [];
  const negotiation = new Negotiation(pc, {
    epoch: 1,
    initiator,
    send: (message) => sent.push(message),
    adopt: async () => undefined,
    isDoubtful: () => false,
    onFailure: () => failures.push(name),
  });
  negotiation.polite = isPolite(name, other);
  return { pc, sent, failures, negotiation };
}

type Side = ReturnType<typeof side>;

/** Give `to` everything that `from` has sent so far. */
async function deliver(from: Side, to: Side): Promise<void> {
  for (const message of from.sent.splice(0)) {
    if (message.k === "sdp") await to.negotiation.take(message);
    else await to.negotiation.takeCandidate(message);
  }
}

function kinds(sent: readonly Wire[]): string[] {
  return sent.map((message) =>
    message.k === "sdp" ? `${message.d.type} ${message.oid}` : "candidate",
  );
}

let polite: Side;
let impolite: Side;

beforeEach(() => {
  vi.useFakeTimers();
  polite = side("A", "B", true);
  impolite = side("B", "A", false);
});

afterEach(() => {
  polite.negotiation.close();
  impolite.negotiation.close();
  vi.useRealTimers();
});

async function connect(): Promise<void> {
  await polite.negotiation.offer();
  await deliver(polite, impolite);
  await deliver(impolite, polite);
}

test("an offer is answered, and both sides are at rest", async () => {
  await connect();
  expect(polite.pc.remoteDescription?.sdp).toBe("answer 1 of B");
  expect(impolite.pc.remoteDescription?.sdp).toBe("offer 1 of A");
  expect([polite.pc.signalingState, impolite.pc.signalingState]).toEqual(["stable", "stable"]);
});

test("both offer at once: one gives way and both end up with the same pair", async () => {
  await connect();
  await Promise.all([polite.negotiation.offer(), impolite.negotiation.offer()]);
  await deliver(polite, impolite);
  await deliver(impolite, polite);
  await deliver(polite, impolite);
  expect(polite.pc.rollbacks).toBe(1);
  expect(impolite.pc.rollbacks).toBe(0);
  expect(polite.pc.remoteDescription?.sdp).toBe("offer 2 of B");
  expect(impolite.pc.remoteDescription?.sdp).toBe("answer 3 of A");
  expect([polite.pc.signalingState, impolite.pc.signalingState]).toEqual(["stable", "stable"]);
});

test("an offer that was lost is said again, the same one", async () => {
  await polite.negotiation.offer();
  polite.sent.splice(0);
  vi.advanceTimersByTime(4_000);
  expect(kinds(polite.sent)).toEqual(["offer 1"]);
  await deliver(polite, impolite);
  await deliver(impolite, polite);
  expect(polite.pc.signalingState).toBe("stable");
  vi.advanceTimersByTime(60_000);
  expect(polite.sent).toEqual([]);
});

test("an answer that was lost is said again, the same one", async () => {
  await polite.negotiation.offer();
  await deliver(polite, impolite);
  impolite.sent.splice(0);
  vi.advanceTimersByTime(4_000);
  await deliver(polite, impolite);
  expect(kinds(impolite.sent)).toEqual(["answer 1"]);
  await deliver(impolite, polite);
  expect(polite.pc.remoteDescription?.sdp).toBe("answer 1 of B");
  expect(impolite.pc.localDescription?.sdp).toBe("answer 1 of B");
});

test("everything said twice, over two ways, changes nothing", async () => {
  await polite.negotiation.offer();
  polite.sent.push(...polite.sent);
  await deliver(polite, impolite);
  expect(kinds(impolite.sent)).toEqual(["answer 1", "answer 1"]);
  await deliver(impolite, polite);
  expect(polite.failures).toEqual([]);
  expect(polite.pc.signalingState).toBe("stable");
});

test("an old offer and an old answer are dropped", async () => {
  await polite.negotiation.offer();
  const oldOffers = [...polite.sent];
  await deliver(polite, impolite);
  const oldAnswers = [...impolite.sent];
  await deliver(impolite, polite);
  await connect();
  impolite.sent.push(...oldAnswers);
  await deliver(impolite, polite);
  polite.sent.push(...oldOffers);
  await deliver(polite, impolite);
  expect(impolite.sent).toEqual([]);
  expect(impolite.pc.remoteDescription?.sdp).toBe("offer 2 of A");
  expect(polite.pc.remoteDescription?.sdp).toBe("answer 2 of B");
  expect([...polite.failures, ...impolite.failures]).toEqual([]);
});

function candidate(text: string): CandidateMessage {
  return { k: "cand", e: 1, c: { candidate: text } };
}

test("candidates that come before the description wait for it", async () => {
  await impolite.negotiation.takeCandidate(candidate("early"));
  expect(impolite.pc.candidates).toEqual([]);
  await polite.negotiation.offer();
  await deliver(polite, impolite);
  await impolite.negotiation.takeCandidate(candidate("late"));
  expect(impolite.pc.candidates).toEqual(["early", "late"]);
});

test("no more than two hundred candidates wait, whatever the other side sends", async () => {
  for (let n = 0; n < 300; n += 1) await impolite.negotiation.takeCandidate(candidate(`${n}`));
  await polite.negotiation.offer();
  await deliver(polite, impolite);
  expect(impolite.pc.candidates).toHaveLength(200);
});

test("own candidates are sent as they are found, and again when asked to repeat", async () => {
  await connect();
  const init = { candidate: "found", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u" };
  const found = { ...init, toJSON: () => init } as unknown as RTCIceCandidate;
  impolite.pc.onicecandidate?.({ candidate: found } as RTCPeerConnectionIceEvent);
  expect(impolite.sent).toEqual([{ k: "cand", e: 1, c: init }]);
  impolite.negotiation.repeat();
  expect(kinds(impolite.sent)).toEqual(["candidate", "candidate"]);
});

test("who was not asked to begin does not offer before the first description", async () => {
  impolite.pc.onnegotiationneeded?.(new Event("negotiationneeded"));
  await vi.advanceTimersByTimeAsync(0);
  expect(impolite.sent).toEqual([]);
  await connect();
  impolite.pc.onnegotiationneeded?.(new Event("negotiationneeded"));
  await vi.advanceTimersByTimeAsync(0);
  expect(kinds(impolite.sent)).toEqual(["offer 1"]);
});

test("a description the browser cannot use is told, and the queue goes on", async () => {
  await impolite.negotiation.take({
    k: "sdp",
    e: 1,
    oid: 1,
    d: { type: "offer", sdp: "broken" },
  });
  expect(impolite.failures).toEqual(["B"]);
  await polite.negotiation.offer();
  await polite.negotiation.take({ k: "sdp", e: 1, oid: 1, d: { type: "answer", sdp: "fine" } });
  expect(polite.pc.signalingState).toBe("stable");
});

test("after closing nothing is sent any more", async () => {
  await polite.negotiation.offer();
  polite.sent.splice(0);
  polite.negotiation.close();
  await vi.advanceTimersByTimeAsync(60_000);
  await polite.negotiation.offer();
  expect(polite.sent).toEqual([]);
});
