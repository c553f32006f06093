import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ServerMessage } from "../pure/server-messages.ts";
import { TicketRefused } from "../pure/ticket-refused.ts";
import { type ShownTicket, SignalSocket } from "./socket.ts";

/** A socket whose other end is this test. */
class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly sent: unknown[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.();
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  drop(code: number, reason = ""): void {
    this.onclose?.({ code, reason });
  }

  get pings(): number {
    return this.sent.filter((message) => JSON.stringify(message).includes('"ping"')).length;
  }
}

const lobby = { t: "lobby", now: 1, waiting: [] };

let sockets: FakeSocket[];
let heard: ServerMessage["t"][];
let ups: boolean[];
let finals: string[];
let ticket: () => Promise<ShownTicket>;
let stale: number;
let signal: SignalSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  sockets = [];
  heard = [];
  ups = [];
  finals = [];
  stale = 0;
  ticket = async () => ({ kind: "resume", text: "a.b" });
});

afterEach(() => {
  signal.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function start(): Promise<void> {
  signal = new SignalSocket({
    url: "/live/x/",
    ticket: () => ticket(),
    onStaleResume: () => {
      stale += 1;
    },
    onMessage: (message) => heard.push(message.t),
    onUp: (up) => ups.push(up),
    onFinal: (code) => finals.push(code),
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  await pass(0);
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

function newest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error("no socket was opened");
  return socket;
}

async function greet(): Promise<void> {
  newest().open();
  newest().say(lobby);
  await pass(0);
}

test("shows the ticket first and is up once greeted", async () => {
  await start();
  expect(signal.send({ t: "leave" })).toBe(false);
  newest().open();
  expect(newest().sent).toEqual([{ t: "hello", v: 1, ticket: "a.b" }]);
  expect(signal.up).toBe(false);
  newest().say(lobby);
  expect(signal.up).toBe(true);
  expect(signal.send({ t: "leave" })).toBe(true);
  expect(heard).toEqual(["lobby"]);
});

test("what the server says in a form we do not know is left out", async () => {
  await start();
  await greet();
  newest().say({ t: "fireworks" });
  expect(heard).toEqual(["lobby"]);
  expect(signal.up).toBe(true);
});

test("a lost socket comes back at once, then more slowly", async () => {
  await start();
  await greet();
  newest().drop(1006);
  expect(ups).toEqual([true, false]);
  await pass(0);
  expect(sockets).toHaveLength(2);
  newest().drop(1006);
  await pass(299);
  expect(sockets).toHaveLength(2);
  await pass(1);
  expect(sockets).toHaveLength(3);
});

test("a server that does not answer a ping is left", async () => {
  await start();
  await greet();
  await pass(15_000);
  expect(newest().pings).toBe(1);
  newest().say({ t: "pong", n: 1 });
  await pass(15_000);
  expect(newest().pings).toBe(2);
  await pass(5_000);
  expect(sockets[0]?.closed).toBe(true);
  expect(ups).toEqual([true, false]);
  await pass(1);
  expect(sockets).toHaveLength(2);
});

test("a probe finds out within one and a half seconds", async () => {
  await start();
  await greet();
  signal.probe();
  await pass(1_500);
  expect(ups).toEqual([true, false]);
});

test("a probe that is answered changes nothing", async () => {
  await start();
  await greet();
  signal.probe();
  newest().say({ t: "pong", n: 1 });
  await pass(10_000);
  expect(ups).toEqual([true]);
});

test("a probe while waiting to try again tries at once, and only once", async () => {
  await start();
  newest().drop(1006);
  await pass(0);
  newest().drop(1006);
  signal.probe();
  signal.probe();
  await pass(0);
  expect(sockets).toHaveLength(3);
  await pass(5_000);
  expect(sockets).toHaveLength(3);
});

test("a server that never greets is left", async () => {
  await start();
  newest().open();
  await pass(10_000);
  expect(sockets[0]?.closed).toBe(true);
  await pass(1);
  expect(sockets).toHaveLength(2);
});

test("a stale resume ticket is given up and a new one asked for", async () => {
  await start();
  newest().open();
  newest().drop(1008, "ticket_expired");
  expect(stale).toBe(1);
  await pass(0);
  expect(sockets).toHaveLength(2);
});

test.each(["ended", "over", "withdrawn"])("%s is final", async (reason) => {
  await start();
  newest().open();
  newest().drop(1008, reason);
  await pass(60_000);
  expect(finals).toEqual([reason]);
  expect(sockets).toHaveLength(1);
});

test("barred once waits, barred twice is final", async () => {
  await start();
  newest().drop(1008, "barred");
  await pass(5_999);
  expect(sockets).toHaveLength(1);
  await pass(1);
  newest().drop(1008, "barred");
  expect(finals).toEqual(["barred"]);
});

test("a page that refuses the ticket ends it; one that cannot be reached is asked again", async () => {
  let attempts = 0;
  ticket = async () => {
    attempts += 1;
    if (attempts === 1) throw new TypeError("Failed to fetch");
    throw new TicketRefused("over");
  };
  await start();
  await pass(0);
  expect(attempts).toBe(2);
  expect(finals).toEqual(["over"]);
  expect(sockets).toHaveLength(0);
});

test("a server that restarts is left alone until then", async () => {
  await start();
  await greet();
  newest().say({ t: "drain", after_ms: 1_500 });
  expect(ups).toEqual([true, false]);
  await pass(2_999);
  expect(sockets).toHaveLength(1);
  await pass(1);
  expect(sockets).toHaveLength(2);
});

test("closed means closed", async () => {
  await start();
  await greet();
  signal.close();
  await pass(60_000);
  expect(sockets).toHaveLength(1);
  expect(newest().closed).toBe(true);
});
