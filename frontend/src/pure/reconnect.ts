/** When the socket tries again, and when it stops trying. */

const STEPS_MS = [0, 300, 1_200, 2_700, 4_800, 7_000] as const;
const LONGEST_MS = 7_000;
/** A peer that was too fast is barred for 5 seconds (docs/protocol.md, "Transport"). */
const BARRED_MS = 6_000;
const NORMAL_BARS = 1;

/**
 * Milliseconds to wait before attempt `n` (first is 0). Never gives up: a call may go on for
 * an hour without the server. Above one second with full jitter, so that all who lost the same
 * server do not come back at once.
 */
export function delayBefore(n: number, random: () => number): number {
  const step = STEPS_MS[n] ?? LONGEST_MS;
  return step <= 1_000 ? step : 1_000 + random() * (step - 1_000);
}

/** Why the server closed, in words of docs/protocol.md, "Errors". */
export type CloseVerdict =
  | { readonly act: "again"; readonly notBefore_ms: number }
  /** The resume ticket is worth nothing any more; ask the page for a new one. */
  | { readonly act: "fresh-ticket" }
  | { readonly act: "final"; readonly code: string };

/** `bars` counts how often in a row the server said `barred`. */
export function judgeClose(
  closed: { code: number; reason: string },
  ticket: "enter" | "resume",
  bars: number,
): CloseVerdict {
  if (closed.code !== 1008) return { act: "again", notBefore_ms: 0 };
  switch (closed.reason) {
    case "ended":
    case "over":
    case "withdrawn":
      // A resume ticket that came too late; the page knows whether there is another session.
      return { act: "final", code: closed.reason };
    case "ticket_invalid":
    case "ticket_expired":
      return ticket === "resume" ? { act: "fresh-ticket" } : { act: "again", notBefore_ms: 1_000 };
    case "barred":
      // Once may be the short bar for haste; a removed person stays barred.
      return bars > NORMAL_BARS
        ? { act: "final", code: "barred" }
        : { act: "again", notBefore_ms: BARRED_MS };
    case "too_fast":
      return { act: "again", notBefore_ms: BARRED_MS };
    default:
      return { act: "again", notBefore_ms: 1_000 };
  }
}
