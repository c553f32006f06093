/** What the page of the calendar tells its script, and what the server answers. */

import { flag, type Guarded, listOf, oneOf, shape, text } from "./shape.ts";

export const VIEWS = ["day", "week", "month"] as const;
export type View = (typeof VIEWS)[number];

const CLOCK = text(5);
const LONGEST_NAME = 300;
const ADDRESS = text(500);
/** More than a practice can hold in six weeks; a longer list is an error of ours. */
const MOST_EVENTS = 20_000;
const weekday = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 6;

const isHours = shape({ daysOfWeek: listOf(weekday, 7), startTime: CLOCK, endTime: CLOCK });

/** `view` is empty where the width decides; `planUrl` where nothing is planned. */
export const isCalendarSettings = shape({
  timeZone: text(64),
  view: oneOf("", ...VIEWS),
  date: text(10),
  eventsUrl: ADDRESS,
  planUrl: ADDRESS,
  hours: listOf(isHours, 30),
});
export type CalendarSettings = Guarded<typeof isCalendarSettings>;
export type Hours = Guarded<typeof isHours>;

const isPlanned = shape({
  id: text(36),
  title: text(LONGEST_NAME),
  people: text(20_000),
  startsAt: text(30),
  endsAt: text(30),
  state: oneOf("draft", "cancelled", "over", "ended", "too_early", "open"),
  word: text(60),
  isRunning: flag,
  url: ADDRESS,
  moveUrl: ADDRESS,
});
export type Planned = Guarded<typeof isPlanned>;

export const isEventList = shape({ events: listOf(isPlanned, MOST_EVENTS) });

/** What there is to ask before an appointment is moved; every sentence is the server's. */
export const isMoveQuestion = shape({
  anyway: text(64),
  title: text(LONGEST_NAME),
  before: text(LONGEST_NAME),
  after: text(LONGEST_NAME),
  warnings: listOf(text(1_000), 20),
  mails: text(LONGEST_NAME),
});
export type MoveQuestion = Guarded<typeof isMoveQuestion>;

export const isRefusal = shape({ sentence: text(1_000) });
