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

/** How times of day are written: in which language, at which place. */
export interface Clock {
  readonly language: string;
  /** IANA name of the practice's zone: everybody reads the time the appointment was planned in. */
  readonly timeZone: string;
}

/** Wall-clock time such as "14:30" at the practice. `ms` since 1970. */
export function timeOfDay(ms: number, { language, timeZone }: Clock): string {
  const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  return new Intl.DateTimeFormat(language, format).format(ms);
}
