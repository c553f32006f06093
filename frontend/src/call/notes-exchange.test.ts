import { afterEach, expect, test, vi } from "vitest";
import type { Thread } from "../pure/note-thread.ts";
import type { ClientMessage, ServerMessage } from "../pure/server-messages.ts";
import type { WaitingView } from "../pure/session-state.ts";
import { DeskNotes } from "./desk-notes.ts";
import { makeNoteKeys } from "./notes.ts";
import { WaitingNotes } from "./waiting-notes.ts";

const ROOM = "room";
const lobby: ServerMessage = { t: "lobby", now: 0, waiting: [] };

/** What the server does with notes: it passes each on to the one it is for. */
class House {
  readonly clients = new Map<string, { notes: WaitingNotes; key: string; lines: string[] }>();
  readonly desks = new Map<string, { notes: DeskNotes; key: string; lines: string[] }>();
  readonly passed: string[] = [];
  /** Messages are lost while this holds. */
  down = false;

  get waiting(): readonly WaitingView[] {
    return [...this.clients].map(([peer, { key }]) => ({
      room: ROOM,
      peer,
      name: peer,
      since: 0,
      second: false,
      key,
    }));
  }

  async client(peer: string): Promise<WaitingNotes> {
    const keys = await this.#keys();
    const lines: string[] = [];
    const notes = new WaitingNotes(peer, {
      keys,
      send: (message) => this.#pass(peer, message),
      onChange: () => undefined,
      onLine: (from) => lines.push(from),
    });
    this.clients.set(peer, { notes, key: keys.public, lines });
    this.knock(peer);
    return notes;
  }

  async desk(id: string): Promise<DeskNotes> {
    const keys = await this.#keys();
    const lines: string[] = [];
    const notes = new DeskNotes({
      keys,
      send: (message) => this.#pass(id, message),
      onChange: () => undefined,
      onLine: (peer) => lines.push(peer),
    });
    this.desks.set(id, { notes, key: keys.public, lines });
    notes.hear(lobby, this.waiting);
    return notes;
  }

  knock(peer: string): void {
    for (const { notes } of this.desks.values()) {
      notes.hear(
        { t: "knocking", room: ROOM, peer, name: peer, since: 0, second: false },
        this.waiting,
      );
    }
    this.#tellReaders();
  }

  goes(peer: string): void {
    this.clients.delete(peer);
    for (const { notes } of this.desks.values()) {
      notes.hear({ t: "gone", room: ROOM, peer }, this.waiting);
    }
  }

  closes(desk: string): void {
    this.desks.delete(desk);
    this.#tellReaders();
  }

  async #keys() {
    const keys = await makeNoteKeys();
    if (keys === null) throw new Error("no cryptography here");
    return keys;
  }

  #tellReaders(): void {
    const readers = [...this.desks].map(([reader, { key }]) => ({ reader, key }));
    for (const { notes } of this.clients.values()) {
      notes.hear({ t: "readers", room: ROOM, readers });
    }
  }

  #pass(from: string, message: ClientMessage): void {
    if (this.down) return;
    this.passed.push(JSON.stringify(message));
    if (message.t === "read") this.#tellReaders();
    if (message.t !== "note") return;
    const { to, iv, box } = message;
    this.clients.get(to)?.notes.hear({ t: "note", from, iv, box });
    this.desks.get(to)?.notes.hear({ t: "note", from, room: ROOM, iv, box }, this.waiting);
  }
}

function texts(thread: Thread | undefined): string[] {
  return (thread?.lines ?? []).map(({ mine, text }) => (mine ? `> ${text}` : `< ${text}`));
}

const settled = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
const pause = () => new Promise((resolve) => setTimeout(resolve, 150));

afterEach(() => vi.restoreAllMocks());

test("the practice writes, the person answers, and both know that it came", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const anna = await house.client("anna");
  desk.say("anna", "Es dauert noch");
  await settled(() => expect(texts(anna.thread)).toEqual(["< Es dauert noch"]));
  anna.say("Danke");
  await settled(() => {
    const thread = desk.threads.get("anna");
    expect(texts(thread)).toEqual(["> Es dauert noch", "< Danke"]);
    expect(thread?.unread).toBe(1);
    expect([...(thread?.lines ?? []), ...anna.thread.lines].every((l) => l.delivered)).toBe(true);
  });
  expect(house.clients.get("anna")?.lines).toEqual(["desk"]);
  expect(house.desks.get("desk")?.lines).toEqual(["anna"]);
  expect(house.passed.join()).not.toMatch(/Danke|dauert/);
});

test("what was seen is no longer new", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const anna = await house.client("anna");
  anna.say("Hallo");
  await settled(() => expect(desk.threads.get("anna")?.unread).toBe(1));
  desk.look("anna");
  expect(desk.threads.get("anna")?.unread).toBe(0);
});

test("an answer reaches every page that reads, a note only the one it is for", async () => {
  const house = new House();
  const [one, other] = [await house.desk("one"), await house.desk("other")];
  const [anna, bert] = [await house.client("anna"), await house.client("bert")];
  one.say("anna", "Nur für Anna");
  await settled(() => expect(texts(anna.thread)).toEqual(["< Nur für Anna"]));
  anna.say("Verstanden");
  await settled(() => expect(texts(other.threads.get("anna"))).toEqual(["< Verstanden"]));
  await settled(() => expect(texts(one.threads.get("anna"))).toHaveLength(2));
  expect(texts(bert.thread)).toEqual([]);
  expect(texts(one.threads.get("bert"))).toEqual([]);
});

test("what was written while nobody read is given to who comes then, once", async () => {
  const house = new House();
  const anna = await house.client("anna");
  anna.say("Ist jemand da?");
  expect(anna.thread.lines[0]?.delivered).toBe(false);
  const desk = await house.desk("desk");
  await settled(() => expect(texts(desk.threads.get("anna"))).toEqual(["< Ist jemand da?"]));
  house.knock("anna");
  await pause();
  expect(texts(desk.threads.get("anna"))).toHaveLength(1);
});

test("a page opened anew gets what the person has written so far", async () => {
  const house = new House();
  const before = await house.desk("before");
  const anna = await house.client("anna");
  anna.say("Mein Bild fehlt");
  await settled(() => expect(texts(before.threads.get("anna"))).toHaveLength(1));
  house.closes("before");
  const after = await house.desk("after");
  await settled(() => expect(texts(after.threads.get("anna"))).toEqual(["< Mein Bild fehlt"]));
});

test("what was lost on the way is said again after the server has come back", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const anna = await house.client("anna");
  await pause();
  house.down = true;
  desk.say("anna", "eins");
  anna.say("zwei");
  await pause();
  house.down = false;
  expect(texts(anna.thread)).toEqual(["> zwei"]);
  house.knock("anna");
  desk.hear(lobby, house.waiting);
  await settled(() => expect(texts(desk.threads.get("anna"))).toEqual(["> eins", "< zwei"]));
  await settled(() => expect(texts(anna.thread)).toEqual(["> zwei", "< eins"]));
});

test("a restart of the server takes neither the lines nor the way to write on", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const anna = await house.client("anna");
  desk.say("anna", "eins");
  anna.say("zwei");
  await settled(() => expect(texts(desk.threads.get("anna"))).toHaveLength(2));
  await settled(() => expect(texts(anna.thread)).toHaveLength(2));
  anna.hear({ t: "readers", room: ROOM, readers: [] });
  desk.hear(lobby, []);
  expect(desk.threads.get("anna")?.lines).toHaveLength(2);
  house.knock("anna");
  desk.say("anna", "drei");
  anna.say("vier");
  await settled(() => expect(texts(anna.thread)).toContain("< drei"));
  await settled(() => expect(texts(desk.threads.get("anna"))).toContain("< vier"));
  const all = () => desk.threads.get("anna")?.lines ?? [];
  await settled(() => expect(all().every(({ delivered }) => delivered)).toBe(true));
});

test("who was away too long and comes back can be written to again", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const anna = await house.client("anna");
  desk.say("anna", "eins");
  await settled(() => expect(texts(anna.thread)).toHaveLength(1));
  desk.hear({ t: "gone", room: ROOM, peer: "anna" }, []);
  expect(desk.threads.size).toBe(0);
  house.knock("anna");
  desk.say("anna", "zwei");
  await settled(() => expect(texts(anna.thread)).toEqual(["< eins", "< zwei"]));
  anna.say("drei");
  await settled(() => expect(texts(desk.threads.get("anna"))).toContain("< drei"));
});

test("who does not come back after a restart is forgotten a minute later", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  await house.client("anna");
  vi.useFakeTimers();
  desk.hear(lobby, []);
  expect(desk.threads.has("anna")).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(desk.threads.has("anna")).toBe(false);
  vi.useRealTimers();
});

test("a person who begins anew with another key is met anew, and the page can say so", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  await house.client("anna");
  desk.say("anna", "eins");
  const again = await house.client("anna");
  expect(desk.threads.get("anna")).toEqual({ lines: [], unread: 0, renewed: true });
  desk.say("anna", "zwei");
  await settled(() => expect(texts(again.thread)).toEqual(["< zwei"]));
});

test("when somebody no longer waits, nothing of it stays on either side", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const anna = await house.client("anna");
  desk.say("anna", "eins");
  await settled(() => expect(anna.thread.lines).toHaveLength(1));
  house.goes("anna");
  anna.forget();
  expect(desk.threads.size).toBe(0);
  expect(anna.thread.lines).toEqual([]);
  desk.say("anna", "zwei");
  await pause();
  expect(anna.thread.lines).toEqual([]);
});

test("a browser without a key is not written to", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const old: WaitingView = {
    room: ROOM,
    peer: "old",
    name: "Old",
    since: 0,
    second: false,
    key: null,
  };
  desk.hear(lobby, [old]);
  expect(desk.threads.has("old")).toBe(false);
});

test("many notes at once keep below what the server allows", async () => {
  const house = new House();
  const desk = await house.desk("desk");
  const times: number[] = [];
  const anna = await house.client("anna");
  const pushed = house.passed.push.bind(house.passed);
  vi.spyOn(house.passed, "push").mockImplementation((text) => {
    times.push(performance.now());
    return pushed(text);
  });
  for (const text of ["a", "b", "c", "d", "e", "f"]) desk.say("anna", text);
  await settled(() => expect(anna.thread.lines).toHaveLength(6));
  const own = times.length > 1 ? Math.max(...times) - Math.min(...times) : 0;
  expect(own).toBeGreaterThan(5 * 25);
});
