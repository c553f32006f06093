import { expect, test } from "vitest";
import { spanInWords, timeOfDay } from "./span.ts";
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

test.each([
  ["de", "Europe/Berlin", "14:30"],
  ["de", "Europe/Lisbon", "13:30"],
  ["en", "Europe/Berlin", "14:30"],
])("%s at %s reads %s", (language, timeZone, words) => {
  expect(timeOfDay(Date.UTC(2030, 0, 8, 13, 30), { language, timeZone })).toBe(words);
});
