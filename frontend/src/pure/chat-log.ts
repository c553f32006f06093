/** The lines of the chat, in memory only: who has which own line, and which came twice. */

import type { ChatLine } from "./session-state.ts";

interface Entry {
  readonly line: ChatLine;
  /** Peers who have not said yet that they got it. */
  readonly missing: ReadonlySet<string>;
  /** How many have said so. */
  readonly received: number;
}

export type ChatLog = readonly Entry[];

export const emptyChat: ChatLog = [];

export function lines(log: ChatLog): readonly ChatLine[] {
  return log.map((entry) => entry.line);
}

/** With nobody there, a line is delivered to nobody and stays so. */
export function write(log: ChatLog, line: ChatLine, to: readonly string[]): ChatLog {
  return [...log, { line: { ...line, delivered: false }, missing: new Set(to), received: 0 }];
}

/** The same log when the line is known already: it is sent again after each interruption. */
export function receive(log: ChatLog, line: ChatLine): ChatLog {
  const known = log.some(({ line: { id, from } }) => id === line.id && from === line.from);
  return known ? log : [...log, { line, missing: new Set(), received: 0 }];
}

export function acknowledge(log: ChatLog, id: string, peer: string): ChatLog {
  return log.map((entry) => {
    if (entry.line.id !== id || !entry.missing.has(peer)) return entry;
    return { ...without(entry, peer), received: entry.received + 1 };
  });
}

/** Own lines this peer has not acknowledged, oldest first. */
export function unacknowledged(log: ChatLog, peer: string): readonly ChatLine[] {
  return log.filter((entry) => entry.missing.has(peer)).map((entry) => entry.line);
}

/** Who left for good is waited for no longer; a line that nobody got is not called delivered. */
export function forget(log: ChatLog, peer: string): ChatLog {
  return log.map((entry) => {
    if (!entry.missing.has(peer)) return entry;
    const rest = without(entry, peer);
    const anybody = entry.received > 0;
    return { ...rest, line: { ...rest.line, delivered: rest.line.delivered && anybody } };
  });
}

function without(entry: Entry, peer: string): Entry {
  const missing = new Set(entry.missing);
  missing.delete(peer);
  return { ...entry, missing, line: { ...entry.line, delivered: missing.size === 0 } };
}
