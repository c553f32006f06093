/** Which part of the day is shown, and times as the forms of the product take them. */

import type { Hours } from "./calendar-settings.ts";

interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Shown whatever happens: seven to eight in the evening. */
const USUAL = { first: 7, last: 20 };
const HOURS_OF_A_DAY = 24;

/**
 * The whole hours to show, so that opening hours and every appointment are seen:
 * `{ first: 7, last: 20 }`. The whole day where one lasts past midnight.
 */
export function hoursToShow(
  hours: readonly Hours[],
  planned: readonly Span[],
  timeZone: string,
): { first: number; last: number } {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const spans = [
    ...hours.map((one) => [hourOf(one.startTime), hourOf(one.endTime)] as const),
    ...planned.map((one) => wallHours(clock, one)),
  ];
  const first = Math.min(USUAL.first, ...spans.map(([start]) => Math.floor(start)));
  const last = Math.max(USUAL.last, ...spans.map(([, end]) => Math.ceil(end)));
  return { first, last };
}

function wallHours(clock: Intl.DateTimeFormat, span: Span): readonly [number, number] {
  const start = hourOf(clock.format(new Date(span.startsAt)));
  const end = hourOf(clock.format(new Date(span.endsAt)));
  return end > start ? [start, end] : [0, HOURS_OF_A_DAY];
}

/** "14:30" as 14.5. */
function hourOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours + minutes / 60;
}

/** The fields of the form for a time: `2030-01-08T11:00:00+01:00` by the clock it shows. */
export function fieldsOf(
  start: string,
  minutes: number,
): { date: string; start: string; minutes: string } {
  return { date: start.slice(0, 10), start: start.slice(11, 16), minutes: String(minutes) };
}
