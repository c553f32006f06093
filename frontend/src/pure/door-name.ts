/** Whether a name may be given at the door: the rules signalling applies to `knock`. */

export const LONGEST_NAME = 80;
// Control characters, and those that turn the direction of what stands around them.
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

// Scripts in which first and last name stand together.
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]{2}/u;

export type NameProblem = "nameMissing" | "nameIncomplete" | "nameTooLong" | "nameHasControls";

/** The name as it is sent, or what is wrong with it; a real one has a first and a last part. */
export function checkName(
  typed: string,
  requiresRealName = false,
): { name: string } | { problem: NameProblem } {
  const name = typed.normalize("NFC").trim().replaceAll(/\s+/gu, " ");
  if (name === "") return { problem: "nameMissing" };
  if ([...name].length > LONGEST_NAME) return { problem: "nameTooLong" };
  if (UNSAFE.test(name)) return { problem: "nameHasControls" };
  return requiresRealName && !isWhole(name) ? { problem: "nameIncomplete" } : { name };
}

function isWhole(name: string): boolean {
  return name.includes(" ") || WITHOUT_SPACES.test(name);
}
