import { expect, test } from "vitest";
import { spanInWords } from "./span.ts";
import { wordsFor } from "./words.ts";

const MINUTE_MS = 60_000;

test.each([
  [0, ""],
  [59_999, ""],
  [MINUTE_MS, "1 Minute"],
  [59 * MINUTE_MS, "59 Minuten"],
  [60 * MINUTE_MS, "1 Stunde"],
  [26 * 60 * MINUTE_MS, "26 Stunden"],
  [72 * 60 * MINUTE_MS, "3 Tagen"],
])("%i ms reads %s", (ms, words) => {
  expect(spanInWords(ms, wordsFor("de").spans)).toBe(words);
});
