/** What the signalling server says (docs/protocol.md, "From the server"), and what it is told. */

import { isRelayed, isSdp, type RelayedMessage, type SdpMessage } from "./peer-messages.ts";
import {
  amount,
  count,
  flag,
  type Guard,
  type Guarded,
  listOf,
  oneOf,
  readJson,
  shape,
  text,
} from "./shape.ts";

const MOST_WAITING = 10_000;
const MOST_PEERS = 100;
const MOST_READERS = 200;

const id = text(64);
const ticket = text(4096);
const role = oneOf("moderator", "participant");
const relayedMessage: Guard<RelayedMessage> = isRelayed;
const offer: Guard<SdpMessage> = isSdp;

const inside = shape({ peer: id, role });
const waitingFields = { room: id, peer: id, name: text(400), since: amount, second: flag };
const key = text(512);
const waiting = shape(waitingFields, { key });
const reader = shape({ reader: id, key });
const turn = shape({
  urls: listOf(text(300), 10),
  username: text(300),
  credential: text(300),
  ttl: amount,
  relay_only: flag,
});

const messages = {
  welcome: shape(
    {
      t: oneOf("welcome"),
      v: count,
      peer: id,
      role,
      inside: flag,
      resume: ticket,
      ends_at: amount,
      now: amount,
      locked: flag,
      moderator: flag,
      peers: listOf(inside, MOST_PEERS),
      waiting: listOf(waiting, MOST_WAITING),
    },
    { turn },
  ),
  lobby: shape({ t: oneOf("lobby"), now: amount, waiting: listOf(waiting, MOST_WAITING) }),
  waiting: shape({ t: oneOf("waiting"), since: amount, moderator: flag }),
  knocking: shape({ t: oneOf("knocking"), ...waitingFields }, { key }),
  gone: shape({ t: oneOf("gone"), room: id, peer: id }),
  moderator: shape({ t: oneOf("moderator"), present: flag }),
  admitted: shape(
    { t: oneOf("admitted"), by: id, resume: ticket, peers: listOf(inside, MOST_PEERS) },
    { turn, offer },
  ),
  refused: shape({ t: oneOf("refused") }),
  joined: shape({ t: oneOf("joined"), peer: id, role }),
  away: shape({ t: oneOf("away"), peer: id }),
  back: shape({ t: oneOf("back"), peer: id }),
  left: shape({ t: oneOf("left"), peer: id, why: oneOf("left", "removed", "lost") }),
  from: shape({ t: oneOf("from"), from: id, m: relayedMessage }),
  readers: shape({ t: oneOf("readers"), room: id, readers: listOf(reader, MOST_READERS) }),
  note: shape({ t: oneOf("note"), from: id, iv: text(64), box: text(8192) }, { room: id }),
  turn: shape({ t: oneOf("turn"), turn }),
  resume: shape({ t: oneOf("resume"), ticket }),
  room: shape({ t: oneOf("room"), locked: flag, ends_at: amount }),
  removed: shape({ t: oneOf("removed") }),
  replaced: shape({ t: oneOf("replaced") }),
  ended: shape(
    {
      t: oneOf("ended"),
      why: oneOf("moderator", "empty", "cancelled", "over", "signed_out", "withdrawn"),
    },
    { receipt: text(16_384) },
  ),
  drain: shape({ t: oneOf("drain"), after_ms: amount }),
  error: shape({ t: oneOf("error"), code: text(64) }, { re: text(64) }),
  pong: shape({ t: oneOf("pong"), n: count }),
};

export type ServerMessage = Guarded<(typeof messages)[keyof typeof messages]>;
export type Message<T extends ServerMessage["t"]> = Extract<ServerMessage, { t: T }>;
export type TurnCredentials = Guarded<typeof turn>;
export type WaitingEntry = Guarded<typeof waiting>;

/** Returns null for anything that is not a message we know. */
export function parseServerMessage(source: unknown): ServerMessage | null {
  const value = readJson(source);
  if (typeof value !== "object" || value === null || !("t" in value)) return null;
  const kind = value.t;
  if (typeof kind !== "string" || !Object.hasOwn(messages, kind)) return null;
  return messages[kind as keyof typeof messages](value) ? (value as ServerMessage) : null;
}

export type ClientMessage =
  | { t: "hello"; v: 1; ticket: string }
  | { t: "knock"; name: string; key?: string }
  | { t: "admit"; peer: string; offer?: SdpMessage }
  | { t: "refuse" | "remove"; peer: string }
  | { t: "lock" | "unlock" | "end" | "turn" | "leave" }
  | { t: "to"; to: string; m: RelayedMessage }
  | { t: "read"; key: string }
  | { t: "note"; to: string; iv: string; box: string }
  | { t: "ping"; n: number };
