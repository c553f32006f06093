import { expect, test } from "vitest";
import { noDrafts } from "./note-drafts.ts";
import { emptyThread } from "./note-thread.ts";
import type { RoomConfig } from "./room-config.ts";
import { type RoomView, type Screen, screenOf } from "./room-view.ts";
import type { PeerView, Role, SessionView, Stage } from "./session-state.ts";
import { wordsFor } from "./words.ts";

const device = { on: false, busy: false, device: null, problem: null, silenced: false };
const media: RoomView["media"] = {
  microphone: device,
  camera: device,
  microphones: [],
  cameras: [],
  speakers: [],
  speaker: "",
  canChooseSpeaker: false,
  preview: null,
};
const somebody: PeerView = {
  peer: "p",
  role: "moderator",
  name: "",
  link: "connected",
  mic: true,
  cam: true,
  sound: null,
  picture: null,
  route: "direct",
  quality: null,
};

function view(role: Role, stage: Stage | null, peers: readonly PeerView[] = []): RoomView {
  const session: SessionView | null =
    stage === null
      ? null
      : {
          stage,
          signallingLost: false,
          peers,
          waiting: [],
          chat: [],
          notes: emptyThread,
          threads: new Map(),
          locked: false,
          endsAt: null,
        };
  return {
    config: { role } as RoomConfig,
    words: wordsFor("de"),
    clock: { language: "de", timeZone: "Europe/Berlin" },
    now: 0,
    media,
    session,
    name: "",
    nameProblem: null,
    panel: null,
    unread: 0,
    chatTooLong: false,
    notes: noDrafts,
    notice: "",
    soundBlocked: false,
    shut: null,
  };
}

const waits: Stage = { at: "waiting", since: 0, moderatorPresent: true };

test.each<[string, RoomView, Screen]>([
  ["a client arrives", view("participant", null), "door"],
  ["a moderator arrives", view("moderator", null), "room"],
  ["a client's session opens", view("participant", { at: "connecting" }), "waiting"],
  ["a client waits", view("participant", waits), "waiting"],
  ["a client is inside", view("participant", { at: "inside" }), "room"],
  ["the server goes while talking", view("participant", { at: "unreachable" }, [somebody]), "room"],
  ["the server goes while alone", view("participant", { at: "unreachable" }), "end"],
  ["it is too early", view("participant", { at: "refused", code: "too_early" }), "door"],
  ["the moderator says no", view("participant", { at: "refused", code: null }), "end"],
  ["it has ended", view("moderator", { at: "ended", why: "moderator", receipt: null }), "end"],
  ["another tab took over", view("moderator", { at: "replaced" }), "end"],
  ["the room is locked", { ...view("participant", { at: "connecting" }), shut: "locked" }, "end"],
])("%s", (_what, given, screen) => {
  expect(screenOf(given)).toBe(screen);
});
