import { de, type Words } from "./words/de.ts";
import { en } from "./words/en.ts";

export type { Words } from "./words/de.ts";

/** The words for a page's language (`<html lang>`); German for any other. */
export function wordsFor(language: string): Words {
  return language.startsWith("en") ? en : de;
}
