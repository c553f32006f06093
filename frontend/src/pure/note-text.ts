/** What may be written in a note, and what is shown of one. */

/** Characters. At four bytes each a note still fits into the 4 KiB of docs/protocol.md. */
export const LONGEST_NOTE = 1_000;
const NEAR_THE_END = 100;
/** Controls but the new line, halves of characters, and what turns the direction of writing. */
const UNSEEN = /[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/gu;

export type NoteProblem = "empty" | "tooLong";

export function checkNote(typed: string): { text: string } | { problem: NoteProblem } {
  const text = presentable(typed);
  if (text === "") return { problem: "empty" };
  return lengthOf(text) > LONGEST_NOTE ? { problem: "tooLong" } : { text };
}

/** Other people's browsers send this: shown, never trusted. */
export function presentableNote(received: string): string {
  return Array.from(presentable(received)).slice(0, LONGEST_NOTE).join("");
}

/** Characters left, below zero if it is too long; null while the end is far. */
export function charactersLeft(typed: string): number | null {
  const left = LONGEST_NOTE - lengthOf(presentable(typed));
  return left <= NEAR_THE_END ? left : null;
}

function presentable(text: string): string {
  return text.normalize("NFC").replaceAll("\r\n", "\n").replace(UNSEEN, "").trim();
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
