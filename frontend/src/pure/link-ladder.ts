/**
 * How well one link is, and what to do about it. Loss is told by the heartbeat on the data
 * channel: the browser's own ICE states notice a dead path about ten seconds later.
 */

import type { LinkView } from "./session-state.ts";

export const HEARTBEAT_MS = 1_000;
/** A heartbeat may come late by this much before the link is in doubt. */
const SILENCE_MS = 2_500;
/** The same after the browser spoke of another network. */
const SHORT_SILENCE_MS = 1_300;
const DISCONNECTED_MS = 1_000;
/** The polite side waits, so that both do not restart at once: glare costs seconds. */
const POLITE_RESTART_MS = 1_500;
const POLITE_REBUILD_MS = 3_000;
const RESTART_PAUSES_MS = [4_000, 8_000, 15_000] as const;
const REBUILD_AFTER_MS = 25_000;
const REBUILD_PAUSE_MS = 15_000;
const UNREACHABLE_AFTER_MS = 60_000;
/** A browser that did not run for this long knows nothing about the other side's silence. */
const SLEPT_MS = 3_000;

export interface LinkHealth {
  readonly at: LinkView;
  /** When the present trouble began; when the link was made, before it first connected. */
  readonly since: number;
  readonly restarts: number;
  /** Time of the next restart or rebuild. */
  readonly next: number;
  /** Time of the last look, to notice that the computer slept. */
  readonly seen: number;
}

export interface LinkFacts {
  readonly polite: boolean;
  /** When anything last came over the data channel; null when nothing did on this connection. */
  readonly heardAt: number | null;
  readonly iceDisconnectedAt: number | null;
  readonly iceFailed: boolean;
  /** The encryption failed or the connection closed: no restart can mend that. */
  readonly broken: boolean;
  /** When the browser last spoke of another network; it often does for nothing. */
  readonly networkChangedAt: number;
}

/** `probe`: ask whether the socket is alive, and use both ways while in doubt. */
export type LinkAct = "none" | "probe" | "restart" | "rebuild";

export function newLink(now: number): LinkHealth {
  return { at: "connecting", since: now, restarts: 0, next: now + REBUILD_PAUSE_MS, seen: now };
}

/** Call it about twice a second, and at once when a fact changes. */
export function look(
  before: LinkHealth,
  facts: LinkFacts,
  now: number,
): { health: LinkHealth; act: LinkAct } {
  const health = { ...before, seen: now };
  const slept = now - before.seen > SLEPT_MS;
  switch (health.at) {
    case "connected":
      if (facts.broken || facts.iceFailed || inDoubt(facts, now, slept)) {
        const next = now + (facts.polite ? POLITE_RESTART_MS : 0);
        return {
          health: { ...health, at: "suspect", since: now, restarts: 0, next },
          act: "probe",
        };
      }
      return { health, act: "none" };
    case "connecting":
      if (facts.heardAt !== null && !facts.broken) return { health: well(health), act: "none" };
      return mend(health, facts, now, "connecting");
    case "suspect":
    case "restarting":
    case "unreachable":
      if (facts.heardAt !== null && facts.heardAt > health.since && !facts.broken) {
        return { health: well(health), act: "none" };
      }
      return mend(health, facts, now, "restarting");
  }
}

function inDoubt(facts: LinkFacts, now: number, slept: boolean): boolean {
  if (facts.iceDisconnectedAt !== null && now - facts.iceDisconnectedAt >= DISCONNECTED_MS) {
    return true;
  }
  if (slept || facts.heardAt === null) return false;
  const patience = facts.networkChangedAt > facts.heardAt ? SHORT_SILENCE_MS : SILENCE_MS;
  return now - facts.heardAt > patience;
}

function well(health: LinkHealth): LinkHealth {
  return { ...health, at: "connected", restarts: 0 };
}

function mend(
  health: LinkHealth,
  facts: LinkFacts,
  now: number,
  shown: "connecting" | "restarting",
): { health: LinkHealth; act: LinkAct } {
  const lasted = now - health.since;
  const at = lasted >= UNREACHABLE_AFTER_MS ? "unreachable" : shown;
  // A failed first attempt need not wait for its full time.
  const failedEarly = shown === "connecting" && facts.iceFailed && health.restarts === 0;
  if (now < health.next && !failedEarly) {
    return { health: { ...health, at: health.at === "suspect" ? "suspect" : at }, act: "none" };
  }
  const restarts = health.restarts + 1;
  if (facts.broken || lasted >= REBUILD_AFTER_MS) {
    const pause = REBUILD_PAUSE_MS + (facts.polite ? POLITE_REBUILD_MS : 0);
    return { health: { ...health, at, restarts, next: now + pause }, act: "rebuild" };
  }
  const pause = RESTART_PAUSES_MS[health.restarts] ?? 15_000;
  return { health: { ...health, at, restarts, next: now + pause }, act: "restart" };
}
