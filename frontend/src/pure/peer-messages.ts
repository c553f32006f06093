/** What browsers say to each other (docs/protocol.md, "Between browsers"). */

import {
  count,
  flag,
  type Guard,
  type Guarded,
  oneOf,
  orNull,
  readJson,
  type Shape,
  shape,
  text,
} from "./shape.ts";

export const LONGEST_CHAT_BYTES = 8 * 1024;
const LONGEST_SDP = 32 * 1024;
const LONGEST_CANDIDATE = 2 * 1024;

const description = shape({ type: oneOf("offer", "answer"), sdp: text(LONGEST_SDP) });

const candidate = shape(
  { candidate: text(LONGEST_CANDIDATE) },
  { sdpMid: orNull(text(16)), sdpMLineIndex: orNull(count), usernameFragment: orNull(text(256)) },
);

/** The three kinds that may also travel over the server. */
const relayed = {
  sdp: shape({ k: oneOf("sdp"), e: count, oid: count, d: description }),
  cand: shape({ k: oneOf("cand"), e: count, c: orNull(candidate) }),
  bye: shape({ k: oneOf("bye") }),
};

/** These never leave the encrypted channel between two browsers. */
const direct = {
  hb: shape({ k: oneOf("hb"), n: count, st: shape({ mic: flag, cam: flag }) }),
  hello: shape({ k: oneOf("hello"), name: text(200) }),
  chat: shape({ k: oneOf("chat"), id: text(64), ts: count, text: text(LONGEST_CHAT_BYTES) }),
  ack: shape({ k: oneOf("ack"), id: text(64) }),
};

export type RelayedMessage = Guarded<(typeof relayed)[keyof typeof relayed]>;
export type PeerMessage = RelayedMessage | Guarded<(typeof direct)[keyof typeof direct]>;
export type SdpMessage = Guarded<typeof relayed.sdp>;
export type CandidateMessage = Guarded<typeof relayed.cand>;
export type Description = Shape<
  { type: Guard<"offer" | "answer">; sdp: Guard<string> },
  Record<never, never>
>;

export const isSdp = relayed.sdp;

/** Whether this may come, and may be sent, over the server. */
export function isRelayed(value: unknown): value is RelayedMessage {
  return Object.values(relayed).some((guard) => guard(value));
}

/** Returns null for anything that is not a message we know. */
export function parsePeerMessage(source: unknown): PeerMessage | null {
  const value = readJson(source);
  if (isRelayed(value)) return value;
  for (const guard of Object.values(direct)) if (guard(value)) return value;
  return null;
}

/** What a line of chat may be: something, and within the limit in UTF-8. */
export function fitsChat(line: string): boolean {
  return line.trim() !== "" && utf8Bytes(line) <= LONGEST_CHAT_BYTES;
}

function utf8Bytes(line: string): number {
  let bytes = 0;
  for (const character of line) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
