import type { Words } from "./words.ts";

const MINUTE_MS = 60_000;

/** "5 Minuten", "2 Stunden", "3 Tagen"; empty below one minute. `ms` zero or more. */
export function spanInWords(ms: number, words: Words["spans"]): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return "";
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? words.hours(hours) : words.days(Math.round(hours / 24));
}

/** Wall-clock time such as "14:30" where the person is; the same way as on the pages. */
export function timeOfDay(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(ms);
}
