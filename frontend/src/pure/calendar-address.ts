/** What is shown stands in the address: it survives a reload, a bookmark and the way back. */

import type { View } from "./calendar-settings.ts";

/** Names and values of a query. */
export type Query = ReadonlyMap<string, string>;

/** Narrower than this a week has no room for words. */
const NARROW_PX = 700;
const FILTERS = ["who", "cancelled"];

export function firstView(asked: View | "", width: number): View {
  return asked || (width < NARROW_PX ? "day" : "week");
}

/** View and day replaced, everything else as it was. */
export function withPlace(query: Query, place: { view: View; date: string }): Query {
  return new Map([...query, ["view", place.view], ["date", place.date]]);
}

export function withCancelled(query: Query, isShown: boolean): Query {
  const others = [...query].filter(([name]) => name !== "cancelled");
  return new Map(isShown ? [...others, ["cancelled", "1"]] : others);
}

/** To ask for the appointments from `start` to `end` (ISO with offset), filtered as the page is. */
export function eventsQuery(query: Query, range: { start: string; end: string }): Query {
  const filters = [...query].filter(([name, value]) => FILTERS.includes(name) && value !== "");
  return new Map([["start", range.start], ["end", range.end], ...filters]);
}

/** To plan at this time; a whole day leaves the time to the page, no minutes the duration. */
export function planQuery(query: Query, wish: { start: string; minutes?: number }): Query {
  const asked = new Map([["date", wish.start.slice(0, 10)]]);
  if (wish.start.includes("T")) asked.set("start", wish.start.slice(11, 16));
  if (wish.minutes) asked.set("minutes", String(wish.minutes));
  const who = query.get("who");
  if (who) asked.set("moderator", who);
  return asked;
}
