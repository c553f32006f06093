/** The practice's side of notes: a button beside each person, a panel below, one for all. */

import { html, nothing, type TemplateResult } from "lit-html";
import { TO_ALL } from "../pure/note-drafts.ts";
import type { Thread } from "../pure/note-thread.ts";
import type { WaitingView } from "../pure/session-state.ts";
import { icon } from "./icon.ts";
import { type Notes, noteForm, noteLines } from "./notes.ts";

export type Threads = ReadonlyMap<string, Thread>;

/** The button of a panel, to which the focus goes back. */
export function noteButtonId(to: string): string {
  return `write-${to}`;
}

export function noteButton(person: WaitingView, threads: Threads, notes: Notes): unknown {
  const thread = threads.get(person.peer);
  // A browser that reads no notes; writing would lead nowhere.
  if (thread === undefined) return nothing;
  const { words } = notes;
  return html`<button
    type="button"
    id=${noteButtonId(person.peer)}
    class="button quiet small"
    aria-label=${words.buttonName(person.name, thread.unread)}
    aria-expanded=${String(notes.drafts.open === person.peer)}
    @click=${() => toggle(person.peer, notes)}
  >
    ${icon("chat")}${words.button}
  </button>`;
}

/** That somebody has answered, in words beside the name. */
export function noteNews(person: WaitingView, threads: Threads, { words }: Notes): unknown {
  const unread = threads.get(person.peer)?.unread ?? 0;
  if (unread === 0) return nothing;
  return html`<p class="chip accent">${icon("chat")}${words.news(unread)}</p>`;
}

/** To everybody at once; only where there are several. */
export function noteButtonForAll(receivers: number, notes: Notes): unknown {
  if (receivers < 2) return nothing;
  return html`<button
    type="button"
    id=${noteButtonId(TO_ALL)}
    class="button quiet small"
    aria-expanded=${String(notes.drafts.open === TO_ALL)}
    @click=${() => toggle(TO_ALL, notes)}
  >
    ${icon("chat")}${notes.words.toAll}
  </button>`;
}

export function notePanel(person: WaitingView, threads: Threads, notes: Notes): unknown {
  const thread = threads.get(person.peer);
  if (thread === undefined || notes.drafts.open !== person.peer) return nothing;
  const { words } = notes;
  return panel(
    words.panel(person.name),
    html`${thread.renewed ? html`<p class="notice warn">${words.renewed}</p>` : nothing}
      ${noteLines(thread, person.name, notes)}
      ${writing(person.peer, words.field(person.name), notes)}`,
    notes,
  );
}

export function notePanelForAll(receivers: number, notes: Notes): unknown {
  if (receivers < 2 || notes.drafts.open !== TO_ALL) return nothing;
  const label = notes.words.fieldAll(receivers);
  return panel(label, writing(TO_ALL, label, notes), notes);
}

function panel(label: string, content: TemplateResult, { act }: Notes): TemplateResult {
  return html`<section
    class="note-panel"
    aria-label=${label}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === "Escape") act.openNotes(null);
    }}
  >
    ${content}
  </section>`;
}

function writing(to: string, label: string, notes: Notes): TemplateResult {
  const { act, words } = notes;
  const close = html`<button
    type="button"
    class="button quiet small"
    @click=${() => act.openNotes(null)}
  >
    ${words.close}
  </button>`;
  return html`<div class="chips" role="group" aria-label=${words.suggestions}>
      ${words.sentences.map(
        ({ label: name, text }) =>
          html`<button
            type="button"
            class="suggestion"
            @click=${() => act.chooseSentence(to, text)}
          >
            ${name}
          </button>`,
      )}
    </div>
    ${noteForm(to, label, notes, close)}
    <p class="small soft secret">${icon("lock")}${words.secret}</p>`;
}

function toggle(to: string, { drafts, act }: Notes): void {
  act.openNotes(drafts.open === to ? null : to);
}
