import { expect, test } from "vitest";
import { hear, isOver, type RoomState, strangerToRoom } from "./room-state.ts";
import type { Message, ServerMessage } from "./server-messages.ts";

/** The server's clock is 100 seconds ahead of this computer's. */
const NOW = 900_000;
const OFFSET = -100_000;

function welcome(change: Partial<Message<"welcome">> = {}): Message<"welcome"> {
  return {
    t: "welcome",
    v: 1,
    peer: "me",
    role: "participant",
    inside: false,
    resume: "ticket",
    ends_at: 4_600,
    now: 1_000,
    locked: false,
    moderator: false,
    peers: [],
    waiting: [],
    ...change,
  };
}

function knock(peer: string, since: number, room = "room"): Message<"knocking"> {
  return { t: "knocking", room, peer, name: `Name of ${peer}`, since, second: false };
}

function after(...messages: ServerMessage[]): RoomState {
  return messages.reduce((state, message) => hear(state, message, NOW), strangerToRoom);
}

test("somebody who knocks waits, by this computer's clock", () => {
  const state = after(welcome(), { t: "waiting", since: 990, moderator: false });
  expect(state.stage).toEqual({ at: "waiting", since: 990_000 + OFFSET, moderatorPresent: false });
  expect(state.endsAt).toBe(4_600_000 + OFFSET);
});

test("who waits learns that a moderator came", () => {
  const waiting = after(welcome(), { t: "waiting", since: 990, moderator: false });
  expect(hear(waiting, { t: "moderator", present: true }, NOW).stage).toMatchObject({
    at: "waiting",
    moderatorPresent: true,
  });
  expect(after(welcome(), { t: "moderator", present: true }).stage).toEqual({ at: "connecting" });
});

test("the lost socket of somebody who waits does not take away the place on the page", () => {
  const state = after(welcome(), { t: "waiting", since: 990, moderator: true }, welcome());
  expect(state.stage.at).toBe("waiting");
});

test("admission brings inside, with everybody who is there", () => {
  const state = after(welcome(), {
    t: "admitted",
    by: "mod",
    resume: "next",
    peers: [{ peer: "mod", role: "moderator" }],
  });
  expect(state.stage).toEqual({ at: "inside" });
  expect(state.inside).toEqual(new Map([["mod", "moderator"]]));
});

test("those who wait are sorted by how long, each once", () => {
  const state = after(
    welcome({ role: "moderator", inside: true, waiting: [knock("late", 980)] }),
    knock("early", 970),
    knock("late", 985),
  );
  expect(state.waiting.map(({ peer, since }) => [peer, since])).toEqual([
    ["early", 970_000 + OFFSET],
    ["late", 985_000 + OFFSET],
  ]);
});

test.each([
  { t: "gone", room: "room", peer: "guest" },
  { t: "joined", peer: "guest", role: "participant" },
] as const)("after $t nobody waits any more", (message) => {
  const state = after(welcome({ inside: true }), knock("guest", 980), message);
  expect(state.waiting).toEqual([]);
});

test("the name given at the door is still known inside", () => {
  const state = after(welcome({ inside: true }), knock("guest", 980), {
    t: "joined",
    peer: "guest",
    role: "participant",
  });
  expect(state.names.get("guest")).toBe("Name of guest");
});

test("who left is not inside, but the role is remembered for a link that lives on", () => {
  const state = after(welcome({ inside: true, peers: [{ peer: "other", role: "moderator" }] }), {
    t: "left",
    peer: "other",
    why: "lost",
  });
  expect(state.inside.size).toBe(0);
  expect(state.roles.get("other")).toBe("moderator");
});

test("lock and a later end are taken over", () => {
  const state = after(welcome(), { t: "room", locked: true, ends_at: 5_000 });
  expect([state.locked, state.endsAt]).toEqual([true, 5_000_000 + OFFSET]);
});

test.each([
  [{ t: "refused" }, { at: "refused", code: null }],
  [{ t: "removed" }, { at: "removed" }],
  [{ t: "replaced" }, { at: "replaced" }],
  [
    { t: "ended", why: "over" },
    { at: "ended", why: "over", receipt: null },
  ],
  [
    { t: "ended", why: "moderator", receipt: "signed" },
    { at: "ended", why: "moderator", receipt: "signed" },
  ],
] as const)("%o is the end, and nothing heard later changes it", (message, stage) => {
  const over = after(welcome(), message);
  expect(over.stage).toEqual(stage);
  expect(isOver(over.stage)).toBe(true);
  expect(hear(over, welcome({ inside: true }), NOW)).toBe(over);
});
