/**
 * What to do with a description from the other side. The exchange follows "Perfect Negotiation"
 * of the W3C WebRTC recommendation; epochs and offer numbers make it safe to send everything
 * twice, over two ways, and to lose any of it.
 */

/** Bytewise, as both sides must agree; the ids are plain ASCII. */
export function isPolite(self: string, other: string): boolean {
  return self < other;
}

export interface Exchange {
  readonly epoch: number;
  readonly polite: boolean;
  /** An own offer is being made or is out and unanswered. */
  readonly offering: boolean;
  /** Number of the newest own offer; 0 before the first. */
  readonly ownOffer: number;
  /** Number of the newest offer taken from the other side; 0 before the first. */
  readonly takenOffer: number;
  /** Whether that one was answered, so that the answer can be said again. */
  readonly answered: boolean;
  /** Something was heard lately over this very connection. */
  readonly alive: boolean;
}

export type OfferVerdict =
  | "answer"
  /** Ours was lost: say the same answer again. */
  | "repeat"
  /** The other side began anew: throw this connection away and answer with a new one. */
  | "renew"
  /** The other side fell behind (its page was loaded again): begin anew above both epochs. */
  | "outbid"
  | "drop";

export function judgeOffer(own: Exchange, offer: { e: number; oid: number }): OfferVerdict {
  if (offer.e > own.epoch) return "renew";
  if (offer.e < own.epoch) return own.alive || own.offering ? "drop" : "outbid";
  if (offer.oid < own.takenOffer) return "drop";
  if (offer.oid === own.takenOffer) return own.answered ? "repeat" : "drop";
  return own.offering && !own.polite ? "drop" : "answer";
}

export function acceptsAnswer(
  own: Pick<Exchange, "epoch" | "ownOffer">,
  signalingState: string,
  answer: { e: number; oid: number },
): boolean {
  return (
    signalingState === "have-local-offer" && answer.e === own.epoch && answer.oid === own.ownOffer
  );
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
