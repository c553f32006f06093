/**
 * What to do with a description from the other side. The exchange follows "Perfect Negotiation"
 * of the W3C WebRTC recommendation; epochs and offer numbers make it safe to send everything
 * twice, over two ways, and to lose any of it.
 */

import type { SdpMessage } from "./peer-messages.ts";

/** Bytewise, as both sides must agree; the ids are plain ASCII. */
export function isPolite(self: string, other: string): boolean {
  return self < other;
}

/** How the epoch of a description stands to that of the own connection. */
export type EpochVerdict =
  | "same"
  /** Throw this connection away and answer with a new one. */
  | "renew"
  /** The other side fell behind (its page was loaded again): begin anew above both epochs. */
  | "outbid"
  | "drop";

export interface OwnConnection {
  readonly epoch: number;
  /** Something was heard lately over it. */
  readonly alive: boolean;
  /** An own offer is out and unanswered. */
  readonly offering: boolean;
  /** It began with an own offer, made or in the making, and nothing came back yet. */
  readonly untouched: boolean;
  readonly polite: boolean;
}

export function judgeEpoch(own: OwnConnection, message: SdpMessage): EpochVerdict {
  const isOffer = message.d.type === "offer";
  if (message.e === own.epoch) {
    // Two first offers: rolled back, the own lines would stay beside those of the other side.
    return isOffer && own.untouched && own.polite ? "renew" : "same";
  }
  if (!isOffer) return "drop";
  if (message.e > own.epoch) return "renew";
  return own.alive || own.offering || own.untouched ? "drop" : "outbid";
}

export interface Exchange {
  readonly polite: boolean;
  /** An own offer is out and unanswered. */
  readonly offering: boolean;
  /** Number of the newest own offer; 0 before the first. */
  readonly ownOffer: number;
  /** Number of the newest offer taken from the other side; 0 before the first. */
  readonly takenOffer: number;
  /** Whether that one was answered, so that the answer can be said again. */
  readonly answered: boolean;
}

/** For an offer of the own epoch. `repeat`: our answer was lost, say the same again. */
export function judgeOffer(own: Exchange, oid: number): "answer" | "repeat" | "drop" {
  if (oid < own.takenOffer) return "drop";
  if (oid === own.takenOffer) return own.answered ? "repeat" : "drop";
  return own.offering && !own.polite ? "drop" : "answer";
}

/** For an answer of the own epoch: only to the newest own offer, and only once. */
export function acceptsAnswer(own: Pick<Exchange, "offering" | "ownOffer">, oid: number): boolean {
  return own.offering && oid === own.ownOffer;
}

/**
 * The first epoch of a connection with somebody. Seconds since 1970 rather than 1: a page that
 * was loaded again has forgotten its epoch, and must be above what its peer remembers.
 */
export function firstEpoch(now_ms: number, remembered: number): number {
  return Math.max(Math.floor(now_ms / 1_000), remembered + 1);
}

const RESEND_MS = 4_000;
const RESEND_IN_DOUBT_MS = 1_500;

/** How long an unanswered description waits before it is said again. */
export function resendAfter(doubtful: boolean): number {
  return doubtful ? RESEND_IN_DOUBT_MS : RESEND_MS;
}
