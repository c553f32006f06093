/** The grid of the calendar: FullCalendar in our own clothes (styles/_calendar-widget.scss). */

import "fullcalendar/skeleton.css";
import "../styles/_calendar-widget.scss";
import {
  Calendar,
  type CalendarOptions,
  type EventApi,
  type EventDisplayInfo,
  type EventInput,
  type EventSourceFuncInfo,
} from "fullcalendar";
import dayGrid from "fullcalendar/daygrid";
import interaction from "fullcalendar/interaction";
import german from "fullcalendar/locales/de";
import british from "fullcalendar/locales/en-gb";
import timeGrid from "fullcalendar/timegrid";
import type { CalendarSettings, Planned, View } from "../pure/calendar-settings.ts";
import { hoursToShow } from "../pure/calendar-time.ts";

const GRIDS = { day: "timeGridDay", week: "timeGridWeek", month: "dayGridMonth" } as const;
const MINUTE_MS = 60_000;
const CLOCK = { hour: "2-digit", minute: "2-digit", hour12: false } as const;
const WHEN = { ...CLOCK, weekday: "long", day: "numeric", month: "long" } as const;

export type Step = "prev" | "next" | "today";

/** `start` is ISO with the offset of the practice, or a date alone for a whole day. */
export interface Wish {
  readonly start: string;
  readonly minutes?: number;
}

export interface Change {
  readonly moveUrl: string;
  readonly start: string;
  readonly minutes: number;
  readonly revert: () => void;
}

export interface Listener {
  load(range: { start: string; end: string }): Promise<readonly Planned[]>;
  shown(place: { view: View; date: string; title: string }): void;
  loaded(count: number): void;
  failed(): void;
  picked(wish: Wish): void;
  changed(change: Change): void;
}

export interface Widget {
  step(step: Step): void;
  show(view: View): void;
  reload(): void;
}

export function openWidget(
  root: HTMLElement,
  settings: CalendarSettings,
  wish: { view: View; language: string },
  listener: Listener,
): Widget {
  const mayPlan = settings.planUrl !== "";
  const calendar: Calendar = new Calendar(root, {
    ...CLOTHES,
    plugins: [dayGrid, timeGrid, interaction],
    locales: [german, british],
    locale: wish.language.startsWith("en") ? "en-gb" : "de",
    timeZone: settings.timeZone,
    firstDay: 1,
    initialView: GRIDS[wish.view],
    initialDate: settings.date,
    headerToolbar: false,
    height: "auto",
    allDaySlot: false,
    nowIndicator: true,
    businessHours: settings.hours.map((one) => ({ ...one, daysOfWeek: [...one.daysOfWeek] })),
    navLinks: true,
    navLinkDayClick: (date: Date) => calendar.changeView(GRIDS.day, date),
    snapDuration: "00:15",
    slotEventOverlap: false,
    eventMaxStack: 4,
    dayMaxEvents: 4,
    eventMinHeight: 26,
    eventShortHeight: 42,
    slotMinHeight: 28,
    displayEventEnd: false,
    navLinkHint: (day: string, date: Date) =>
      `${calendar.formatDate(date, { weekday: "short", day: "numeric" })}: ${day}`,
    eventTimeFormat: CLOCK,
    slotHeaderFormat: CLOCK,
    eventContent: (info) => ({ domNodes: contentOf(info) }),
    events: async ({ startStr, endStr }: EventSourceFuncInfo) => {
      const planned = await listener.load({ start: startStr, end: endStr });
      showHours(calendar, settings, planned);
      listener.loaded(planned.length);
      return planned.map((one) => inputOf(one));
    },
    eventSourceFailure: () => listener.failed(),
    datesSet: ({ view }) => {
      requestAnimationFrame(() => nameCorners(root));
      listener.shown({
        view: viewOf(view.type),
        date: calendar.formatIso(calendar.getDate(), true),
        title: view.title,
      });
    },
    selectable: mayPlan,
    selectMirror: true,
    // A click is told from a drag: the first plans the usual duration.
    selectMinDistance: 8,
    dateClick: (info) =>
      isAhead(info.date, info.allDay) && listener.picked({ start: info.dateStr }),
    select: (info) =>
      isAhead(info.start, info.allDay) &&
      listener.picked(
        info.allDay
          ? { start: info.startStr }
          : { start: info.startStr, minutes: minutesBetween(info.start, info.end) },
      ),
    eventDrop: (info) => listener.changed(changeOf(info.event, info.revert)),
    eventResize: (info) => listener.changed(changeOf(info.event, info.revert)),
  });
  if (!mayPlan) calendar.setOption("dateClick", () => undefined);
  calendar.render();
  return {
    step: (step) => calendar[step](),
    show: (view) => calendar.changeView(GRIDS[view]),
    reload: () => calendar.refetchEvents(),
  };
}

/** Names for everything the style sheet draws; the library's own are made by a machine. */
const CLOTHES: CalendarOptions = {
  className: "cal",
  viewClass: (info) => (info.view.type === GRIDS.week ? "cal-view is-week" : "cal-view"),
  tableHeaderClass: "cal-table-head",
  dayHeaderClass: (info) => `cal-day-head${info.isToday ? " is-today" : ""}`,
  dayHeaderInnerClass: "cal-day-head-words",
  // What is read out is what stands there; the library hides one and says the other.
  dayHeaderDidMount: ({ el }) => readAsWritten(el),
  dayCellDidMount: ({ el }) => readAsWritten(el),
  dayHeaderDividerClass: "cal-divider",
  dayLaneClass: (info) => `cal-lane${info.isToday ? " is-today" : ""}`,
  slotLaneClass: (info) => `cal-slot${info.isMinor ? " is-half" : ""}`,
  slotHeaderClass: "cal-hour",
  slotHeaderInnerClass: "cal-hour-words",
  slotHeaderDividerClass: "cal-divider-side",
  dayRowClass: "cal-week-row",
  dayCellClass: (info) =>
    `cal-cell${info.isToday ? " is-today" : ""}${info.isOther ? " is-other" : ""}`,
  dayCellTopClass: "cal-cell-top",
  dayCellTopInnerClass: "cal-cell-number",
  nonBusinessHoursClass: "cal-closed",
  highlightClass: "cal-highlight",
  nowIndicatorLineClass: "cal-now",
  nowIndicatorHeaderClass: "cal-now-head",
  navLinkClass: "cal-nav",
  eventColor: "transparent",
  eventContrastColor: "currentcolor",
  eventDisplay: "block",
  eventClass: (info) => classOf(info),
  eventInnerClass: "cal-event-inner",
  rowEventClass: "is-row",
  columnEventClass: "is-column",
  columnEventAfterClass: (info) => (info.isEndResizable ? "cal-resize" : ""),
  moreLinkClass: "cal-more",
  popoverClass: "cal-popover",
  popoverCloseClass: "cal-popover-close",
  popoverCloseContent: "\u00d7",
};

function readAsWritten(cell: HTMLElement): void {
  cell.removeAttribute("aria-label");
  cell.querySelector(":scope [aria-hidden]:not([role])")?.removeAttribute("aria-hidden");
}

/** A corner of the grid is called a header by the library, of nothing. */
function nameCorners(root: HTMLElement): void {
  for (const corner of root.querySelectorAll('[role="rowheader"]')) {
    if (corner.textContent !== "") continue;
    corner.setAttribute("role", "gridcell");
    corner.removeAttribute("aria-label");
  }
}

function inputOf(one: Planned): EventInput {
  return {
    id: one.id,
    title: one.title,
    start: one.startsAt,
    end: one.endsAt,
    url: one.url,
    startEditable: one.moveUrl !== "" && !one.isRunning,
    durationEditable: one.moveUrl !== "",
    extendedProps: { planned: one },
  };
}

function plannedOf(event: EventApi): Planned | null {
  const planned: Planned | undefined = event.extendedProps.planned;
  return planned ?? null;
}

function classOf(info: EventDisplayInfo): string {
  const planned = plannedOf(info.event);
  const names = ["cal-event"];
  if (planned) names.push(`is-${planned.state}`);
  if (planned?.isRunning) names.push("is-running");
  if (info.isShort) names.push("is-short");
  if (info.isDragging) names.push("is-dragging");
  return names.join(" ");
}

/** Time, title, who; and for who does not see where it stands, the day. */
function contentOf(info: EventDisplayInfo): HTMLElement[] {
  const planned = plannedOf(info.event);
  return [
    words("cal-event-time", info.timeText),
    words("cal-event-title", info.event.title),
    words("cal-event-word", planned?.word ?? ""),
    words("cal-event-people", planned?.people ?? ""),
    words("visually-hidden", info.event.formatRange(WHEN)),
  ].filter((one) => one.textContent !== "");
}

function words(className: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function changeOf(event: EventApi, revert: () => void): Change {
  return {
    moveUrl: plannedOf(event)?.moveUrl ?? "",
    start: event.startStr,
    minutes: minutesBetween(event.start, event.end),
    revert,
  };
}

function showHours(
  calendar: Calendar,
  settings: CalendarSettings,
  planned: readonly Planned[],
): void {
  const { first, last } = hoursToShow(settings.hours, planned, settings.timeZone);
  calendar.setOption("slotMinTime", `${String(first).padStart(2, "0")}:00`);
  calendar.setOption("slotMaxTime", `${String(last).padStart(2, "0")}:00`);
}

function minutesBetween(start: Date | null, end: Date | null): number {
  return start && end ? Math.round((end.getTime() - start.getTime()) / MINUTE_MS) : 0;
}

/** Nothing is planned in the past; of today only what is left. */
function isAhead(date: Date, isWholeDay: boolean): boolean {
  const day = 24 * 60 * MINUTE_MS;
  return date.getTime() + (isWholeDay ? day : 0) > Date.now();
}

function viewOf(grid: string): View {
  if (grid === GRIDS.day) return "day";
  return grid === GRIDS.month ? "month" : "week";
}
