import { describe, expect, it } from "vitest";
import { eventsQuery, firstView, planQuery, withCancelled, withPlace } from "./calendar-address.ts";
import { isCalendarSettings, isEventList } from "./calendar-settings.ts";
import { fieldsOf, hoursToShow } from "./calendar-time.ts";

const BERLIN = "Europe/Berlin";
const HOURS = [{ daysOfWeek: [1], startTime: "06:30", endTime: "18:00" }];
const span = (startsAt: string, endsAt: string) => ({ startsAt, endsAt });

describe("the hours of the day that are shown", () => {
  it("are the usual ones where nothing lies outside", () => {
    const inside = [span("2030-01-08T09:00:00Z", "2030-01-08T09:30:00Z")];
    expect(hoursToShow([], inside, BERLIN)).toEqual({ first: 7, last: 20 });
  });

  it("reach to opening hours and to early and late appointments, by the practice's clock", () => {
    expect(hoursToShow(HOURS, [], BERLIN)).toEqual({ first: 6, last: 20 });
    const summer = [span("2030-07-01T19:30:00Z", "2030-07-01T20:15:00Z")];
    expect(hoursToShow([], summer, BERLIN)).toEqual({ first: 7, last: 23 });
    const early = [span("2030-01-08T04:45:00Z", "2030-01-08T05:15:00Z")];
    expect(hoursToShow([], early, BERLIN)).toEqual({ first: 5, last: 20 });
  });

  it("are all of them where an appointment lasts past midnight or until it", () => {
    const night = [span("2030-01-08T22:30:00Z", "2030-01-09T00:30:00Z")];
    expect(hoursToShow([], night, BERLIN)).toEqual({ first: 0, last: 24 });
    const late = [span("2030-01-08T22:00:00Z", "2030-01-08T23:00:00Z")];
    expect(hoursToShow([], late, BERLIN)).toEqual({ first: 0, last: 24 });
  });
});

describe("times for forms", () => {
  it("are those the clock shows, whatever the offset", () => {
    const fields = fieldsOf("2030-10-27T02:30:00+01:00", 45);
    expect(fields).toEqual({ date: "2030-10-27", start: "02:30", minutes: "45" });
  });
});

describe("the address", () => {
  it("says what is shown and keeps the filter", () => {
    const place = { view: "day", date: "2030-01-08" } as const;
    const query = new Map([
      ["who", "abc"],
      ["view", "week"],
    ]);
    expect(Object.fromEntries(withPlace(query, place))).toEqual({ who: "abc", ...place });
    const shown = withCancelled(query, true);
    expect(shown.get("cancelled")).toBe("1");
    expect(withCancelled(shown, false)).toEqual(query);
  });

  it("of the appointments carries range and filter, and nothing else", () => {
    const range = { start: "2030-01-07T00:00:00+01:00", end: "2030-01-14T00:00:00+01:00" };
    const query = new Map([
      ["view", "day"],
      ["who", "a"],
      ["x", "1"],
    ]);
    expect(Object.fromEntries(eventsQuery(query, range))).toEqual({ ...range, who: "a" });
  });

  it("of the page for planning is filled with the time that was clicked, and for whom", () => {
    const wish = { start: "2030-01-08T11:00:00+01:00", minutes: 45 };
    const time = { date: "2030-01-08", start: "11:00", minutes: "45" };
    const query = new Map([["who", "abc"]]);
    expect(Object.fromEntries(planQuery(query, wish))).toEqual({ ...time, moderator: "abc" });
    expect([...planQuery(new Map(), { start: "2030-01-08" })]).toEqual([["date", "2030-01-08"]]);
  });

  it("decides the first view, else the width does", () => {
    expect(firstView("month", 390)).toBe("month");
    expect(firstView("", 390)).toBe("day");
    expect(firstView("", 1280)).toBe("week");
  });
});

describe("what comes from the server", () => {
  it("is taken as agreed and not otherwise", () => {
    const settings = {
      timeZone: BERLIN,
      view: "",
      date: "2030-01-08",
      eventsUrl: "/e/",
      planUrl: "/n/",
      hours: HOURS,
    };
    expect(isCalendarSettings(settings)).toBe(true);
    expect(isCalendarSettings({ ...settings, view: "year" })).toBe(false);
    expect(isEventList({ events: [] })).toBe(true);
    expect(isEventList({ events: [{ id: "a" }] })).toBe(false);
  });
});
