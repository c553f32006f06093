/** The lines of the chat, in memory only: who has which own line, and which came twice. */

import type { ChatLine } from "./session-state.ts";

interface Entry {
  readonly line: ChatLine;
  /** Peers who have not said yet that they got it. */
  readonly missing: ReadonlySet<string>;
}

export type ChatLog = readonly Entry[];

export const emptyChat: ChatLog = [];

export function lines(log: ChatLog): readonly ChatLine[] {
  return log.map((entry) => entry.line);
}

/** With nobody there, a line is delivered to nobody and stays so. */
export function write(log: ChatLog, line: ChatLine, to: readonly string[]): ChatLog {
  return [...log, { line: { ...line, delivered: false }, missing: new Set(to) }];
}

/** The same log when the line is known already: it is sent again after each interruption. */
export function receive(log: ChatLog, line: ChatLine): ChatLog {
  const known = log.some(({ line: { id, from } }) => id === line.id && from === line.from);
  return known ? log : [...log, { line, missing: new Set() }];
}

export function acknowledge(log: ChatLog, id: string, peer: string): ChatLog {
  return log.map((entry) => (entry.line.id === id ? without(entry, peer) : entry));
}

/** Own lines this peer has not acknowledged, oldest first. */
export function unacknowledged(log: ChatLog, peer: string): readonly ChatLine[] {
  return log.filter((entry) => entry.missing.has(peer)).map((entry) => entry.line);
}

/** Who left for good is waited for no longer; a line nobody got is not called delivered. */
export function forget(log: ChatLog, peer: string): ChatLog {
  return log.map((entry) => {
    if (!entry.missing.has(peer)) return entry;
    const missing = new Set(entry.missing);
    missing.delete(peer);
    return { ...entry, missing };
  });
}

function without(entry: Entry, peer: string): Entry {
  if (!entry.missing.has(peer)) return entry;
  const missing = new Set(entry.missing);
  missing.delete(peer);
  return { line: { ...entry.line, delivered: missing.size === 0 }, missing };
}
