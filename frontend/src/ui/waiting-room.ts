/** The second screen: honest about who knows that one is there. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { RoomView } from "../pure/room-view.ts";
import { spanInWords, timeOfDay } from "../pure/span.ts";
import type { Controls } from "./controls.ts";
import { icon } from "./icon.ts";

export function waitingRoom(view: RoomView, act: Controls): TemplateResult {
  const words = view.words.waiting;
  const stage = view.session?.stage;
  const waits = stage?.at === "waiting";
  return html`<div class="waiting stack">
    <div class="breath" aria-hidden="true">${icon("door")}</div>
    <h1 tabindex="-1">${waits ? words.heading : words.connecting}</h1>
    ${
      waits
        ? html`<p role="status">
            ${
              stage.moderatorPresent
                ? words.knows(view.config.moderatorName)
                : words.absent(view.config.moderatorName)
            }
          </p>
          <p class="soft num">${times(view, stage.since)}</p>
          <p class="soft">${words.background}</p>`
        : nothing
    }
    ${
      view.session?.signallingLost
        ? html`<p class="notice warn" role="alert">${words.lost}</p>`
        : nothing
    }
    <button type="button" class="button quiet" @click=${() => act.leave()}>${words.leave}</button>
    ${phone(view.config.practicePhone, words.phone)}
  </div>`;
}

function times(view: RoomView, since: number): string {
  const words = view.words.waiting;
  const span = spanInWords(Math.max(0, view.now - since), view.words.spans);
  const planned = words.planned(timeOfDay(Date.parse(view.config.startsAt), view.clock));
  return `${planned} ${span ? words.since(span) : words.justNow}`;
}

/** The way that always works; nothing when the practice gave no number. */
export function phone(number: string, label: string): unknown {
  if (!number) return nothing;
  return html`<p class="small soft">
    ${label} <a class="num" href="tel:${number.replaceAll(" ", "")}">${number}</a>
  </p>`;
}
