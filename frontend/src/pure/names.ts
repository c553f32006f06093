/** Names as other people's browsers send them: shown, never trusted. */

const LONGEST = 80;
/** Control characters and those that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function presentableName(name: string): string {
  return Array.from(name.normalize("NFC").replace(UNSEEN, "").trim()).slice(0, LONGEST).join("");
}
