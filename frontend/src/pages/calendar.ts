/** Day, week and month of the calendar. The widget is loaded once the page has been painted. */

import "./base.ts";
import {
  eventsQuery,
  firstView,
  planQuery,
  withCancelled,
  withPlace,
} from "../pure/calendar-address.ts";
import {
  type CalendarSettings,
  isCalendarSettings,
  isEventList,
  isMoveQuestion,
  isRefusal,
  type Planned,
  VIEWS,
  type View,
} from "../pure/calendar-settings.ts";
import { fieldsOf } from "../pure/calendar-time.ts";
import type { Change, Step, Widget, Wish } from "../ui/calendar-widget.ts";
import { askToMove } from "../ui/move-dialog.ts";
import { authority } from "./_authority.ts";
import { readConfig } from "./_config.ts";
import { pageQuery, written } from "./_query.ts";

const STEPS: readonly Step[] = ["prev", "next", "today"];

class CalendarPage {
  readonly #root: HTMLElement;
  readonly #settings: CalendarSettings;
  #widget: Widget | null = null;

  constructor(root: HTMLElement, settings: CalendarSettings) {
    this.#root = root;
    this.#settings = settings;
  }

  async start(): Promise<void> {
    try {
      const { openWidget } = await import("../ui/calendar-widget.ts");
      const place = this.#part("#calendar-widget");
      place.replaceChildren();
      const view = firstView(this.#settings.view, window.innerWidth);
      const language = document.documentElement.lang;
      for (const name of [".calendar-head", ".calendar-check", "#calendar-hint"]) {
        document.querySelector(name)?.removeAttribute("hidden");
      }
      this.#widget = openWidget(
        place,
        this.#settings,
        { view, language },
        {
          load: (range) => this.#load(range),
          shown: (shown) => this.#shown(shown),
          loaded: (count) => {
            this.#part(".calendar-empty").hidden = count > 0;
            this.#say("");
          },
          failed: () => this.#say(this.#root.dataset.unreachable ?? ""),
          picked: (wish) => this.#plan(wish),
          changed: (change) => void this.#move(change),
        },
      );
      this.#listen();
    } catch {
      this.#say(this.#root.dataset.unreachable ?? "");
    }
  }

  async #load(range: { start: string; end: string }): Promise<readonly Planned[]> {
    const address = this.#settings.eventsUrl + written(eventsQuery(pageQuery(), range));
    const answer = await fetch(address, {
      headers: { ...authority(""), Accept: "application/json" },
    });
    const list: unknown = await answer.json();
    if (!answer.ok || !isEventList(list)) throw new TypeError("no list of appointments");
    return list.events;
  }

  #shown({ view, date, title }: { view: View; date: string; title: string }): void {
    this.#part("#calendar-title").textContent = title;
    const query = withPlace(pageQuery(), { view, date });
    history.replaceState(null, "", written(query));
    for (const link of document.querySelectorAll<HTMLAnchorElement>(".segments [data-view]")) {
      const its = viewOf(link);
      if (its) link.search = written(withPlace(query, { view: its, date }));
      if (its === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    fill("view", view);
    fill("date", date);
  }

  #listen(): void {
    for (const step of STEPS) {
      this.#root
        .querySelector(`[data-step="${step}"]`)
        ?.addEventListener("click", () => this.#widget?.step(step));
    }
    for (const link of document.querySelectorAll<HTMLAnchorElement>(".segments [data-view]")) {
      link.addEventListener("click", (event) => this.#change(event, viewOf(link)));
    }
    const cancelled = this.#root.querySelector<HTMLInputElement>("#cancelled");
    cancelled?.addEventListener("change", () => {
      history.replaceState(null, "", written(withCancelled(pageQuery(), cancelled.checked)));
      this.#widget?.reload();
    });
  }

  #change(event: MouseEvent, view: View | null): void {
    if (!view || !this.#widget || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#widget.show(view);
  }

  #plan(wish: Wish): void {
    location.assign(this.#settings.planUrl + written(planQuery(pageQuery(), wish)));
  }

  /** Ask the server, then the person; a no of either puts the appointment back. */
  async #move(change: Change, anyway = ""): Promise<void> {
    try {
      const answer = await this.#send(change, anyway);
      if (answer.status === 204) {
        this.#widget?.reload();
        return;
      }
      const body: unknown = await answer.json();
      if (answer.ok && isMoveQuestion(body)) {
        if (await askToMove(this.#dialog(), body)) await this.#move(change, body.anyway);
        else change.revert();
        return;
      }
      change.revert();
      this.#say(isRefusal(body) ? body.sentence : (this.#root.dataset.unmoved ?? ""));
    } catch {
      change.revert();
      this.#say(this.#root.dataset.unmoved ?? "");
    }
  }

  #send(change: Change, anyway: string): Promise<Response> {
    const fields = new URLSearchParams(fieldsOf(change.start, change.minutes));
    if (anyway) fields.set("anyway", anyway);
    const token = document.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]');
    return fetch(change.moveUrl, {
      method: "POST",
      body: fields,
      headers: { ...authority(token?.value ?? ""), Accept: "application/json" },
      redirect: "error",
    });
  }

  #say(sentence: string): void {
    const problem = this.#part("#calendar-problem");
    problem.textContent = sentence;
    problem.hidden = sentence === "";
  }

  #dialog(): HTMLDialogElement {
    const dialog = document.querySelector<HTMLDialogElement>("#move-dialog");
    if (!dialog) throw new TypeError("the page has no dialog");
    return dialog;
  }

  #part(selector: string): HTMLElement {
    const found = this.#root.querySelector<HTMLElement>(selector);
    if (!found) throw new TypeError(`the page has no ${selector}`);
    return found;
  }
}

function viewOf(link: HTMLElement): View | null {
  return VIEWS.find((view) => view === link.dataset.view) ?? null;
}

/** What the filter's form sends along. */
function fill(name: string, value: string): void {
  const field = document.querySelector<HTMLInputElement>(`.calendar-filter [name="${name}"]`);
  if (field) field.value = value;
}

const root = document.getElementById("calendar");
const settings = readConfig("calendar-settings", isCalendarSettings);
if (root && settings) {
  const page = new CalendarPage(root, settings);
  requestAnimationFrame(() => setTimeout(() => void page.start()));
}
