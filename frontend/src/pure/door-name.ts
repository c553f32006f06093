/** Whether a name may be given at the door: the rules signalling applies to `knock`. */

export const LONGEST_NAME = 80;
// Control characters, and those that turn the direction of what stands around them.
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

export type NameProblem = "nameMissing" | "nameTooLong" | "nameHasControls";

/** The name as it is sent, or what is wrong with it. */
export function checkName(typed: string): { name: string } | { problem: NameProblem } {
  const name = typed.normalize("NFC").trim().replaceAll(/\s+/gu, " ");
  if (name === "") return { problem: "nameMissing" };
  if ([...name].length > LONGEST_NAME) return { problem: "nameTooLong" };
  return UNSAFE.test(name) ? { problem: "nameHasControls" } : { name };
}
