/** Which panel for writing is open, and what stands in it unsent. */

import type { NoteProblem } from "./note-text.ts";

/** To everybody who waits; a peer otherwise. */
export const TO_ALL = "all";
/** The only one whom somebody who waits writes to. */
export const TO_PRACTICE = "practice";

export interface NoteDrafts {
  readonly open: string | null;
  /** Kept while the page lives, also of a panel that is closed. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of the open one. */
  readonly problem: NoteProblem | null;
}

export const noDrafts: NoteDrafts = { open: null, texts: new Map(), problem: null };

export function open(drafts: NoteDrafts, to: string | null): NoteDrafts {
  return { ...drafts, open: to, problem: null };
}

export function type(drafts: NoteDrafts, to: string, text: string): NoteDrafts {
  return { ...drafts, texts: new Map(drafts.texts).set(to, text), problem: null };
}

export function complain(drafts: NoteDrafts, problem: NoteProblem): NoteDrafts {
  return { ...drafts, problem };
}

/** Drafts to people who have gone go with them. */
export function keepOnly(drafts: NoteDrafts, there: readonly string[]): NoteDrafts {
  const stays = (to: string) => to === TO_ALL || to === TO_PRACTICE || there.includes(to);
  const texts = new Map([...drafts.texts].filter(([to]) => stays(to)));
  const isOpen = drafts.open !== null && stays(drafts.open);
  return isOpen ? { ...drafts, texts } : { open: null, texts, problem: null };
}

/** A ready-made sentence takes the place of another one; what was typed stays before it. */
export function withSentence(text: string, sentence: string, sentences: readonly string[]): string {
  const typed = text.trim();
  return typed === "" || sentences.includes(typed) ? sentence : `${typed} ${sentence}`;
}
