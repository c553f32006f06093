/** The second screen: honest about who knows that one is there. */

import { html, nothing, type TemplateResult } from "lit-html";
import { TO_PRACTICE } from "../pure/note-drafts.ts";
import { emptyThread, isAnswered } from "../pure/note-thread.ts";
import type { RoomView } from "../pure/room-view.ts";
import { spanInWords, timeOfDay } from "../pure/span.ts";
import type { Controls } from "./controls.ts";
import { face } from "./face.ts";
import { icon } from "./icon.ts";
import { noteForm, noteLines, notesOf } from "./notes.ts";

export function waitingRoom(view: RoomView, act: Controls): TemplateResult {
  const words = view.words.waiting;
  const stage = view.session?.stage;
  const waits = stage?.at === "waiting";
  return html`<div class="waiting stack">
    <div class="breath" aria-hidden="true">
      ${icon("door")}${face(view.config.moderatorPictureUrl)}
    </div>
    <h1 tabindex="-1">${waits ? words.heading : words.connecting}</h1>
    ${
      waits
        ? html`<p role="status">${whoKnows(view, stage.moderatorPresent)}</p>
          <p class="soft num">${times(view, stage.since)}</p>
          ${notesWithPractice(view, act)}
          <p class="soft">${words.background}</p>`
        : nothing
    }
    ${
      waits && view.config.waitingText
        ? html`<div class="card practice-text">
            <p class="small soft">${view.config.practiceName}</p>
            <p>${view.config.waitingText}</p>
          </div>`
        : nothing
    }
    ${
      view.session?.signallingLost
        ? html`<p class="notice warn" role="alert">${words.lost}</p>`
        : nothing
    }
    <div class="row">
      ${waits ? writeButton(view, act) : nothing}
      <button type="button" class="button quiet" @click=${() => act.leave()}>
        ${words.leave}
      </button>
    </div>
    ${phone(view.config.practicePhone, words.phone)}
  </div>`;
}

function whoKnows(view: RoomView, moderatorPresent: boolean): string {
  const { config, session, words } = view;
  if (moderatorPresent) return words.waiting.knows(config.moderatorName);
  if (session && isAnswered(session.notes)) {
    return words.notes.seen(config.practiceName, config.moderatorName);
  }
  return words.waiting.absent(config.moderatorName);
}

function isWriting(view: RoomView): boolean {
  const lines = view.session?.notes.lines ?? [];
  return view.notes.open === TO_PRACTICE || lines.length > 0;
}

/** There before the first line, so that screen readers say it; without a frame until then. */
function notesWithPractice(view: RoomView, act: Controls): TemplateResult {
  const { config, session, words } = view;
  const notes = notesOf(view, act);
  const writing = isWriting(view);
  return html`<section class="notes ${writing ? "card stack" : ""}" aria-label=${words.notes.heading}>
    ${
      writing
        ? html`<div class="row">
            <span class="mark" aria-hidden="true">${config.practiceInitials}</span>
            <h2>${words.notes.heading}</h2>
          </div>`
        : nothing
    }
    ${noteLines(session?.notes ?? emptyThread, config.practiceName, notes)}
    ${
      writing
        ? html`${noteForm(TO_PRACTICE, words.notes.answer, notes)}
            <p class="small soft secret">${icon("lock")}${words.notes.secret}</p>`
        : nothing
    }
  </section>`;
}

function writeButton(view: RoomView, act: Controls): unknown {
  if (isWriting(view)) return nothing;
  return html`<button
    type="button"
    class="button quiet"
    @click=${() => act.notes.openNotes(TO_PRACTICE)}
  >
    ${icon("chat")}${view.words.notes.write}
  </button>`;
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
