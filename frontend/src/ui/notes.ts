/** What the practice and somebody who waits write to each other: lines, and a field to write. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { NoteDrafts } from "../pure/note-drafts.ts";
import { charactersLeft } from "../pure/note-text.ts";
import type { NoteLine, Thread } from "../pure/note-thread.ts";
import type { RoomView } from "../pure/room-view.ts";
import { type Clock, timeOfDay } from "../pure/span.ts";
import type { Words } from "../pure/words.ts";
import { icon } from "./icon.ts";

export const NOTE_FIELD_ID = "note-text";

/** What may be done with notes; a page fills it in. `to` is a peer, or a word of note-drafts.ts. */
export interface NoteControls {
  /** Null closes whichever is open. */
  openNotes(to: string | null): void;
  typeNote(to: string, text: string): void;
  chooseSentence(to: string, sentence: string): void;
  sendNote(to: string): void;
}

/** What all parts of a page draw notes with. */
export interface Notes {
  readonly drafts: NoteDrafts;
  readonly act: NoteControls;
  readonly words: Words["notes"];
  readonly clock: Clock;
}

export function notesOf(view: RoomView, act: { readonly notes: NoteControls }): Notes {
  return { drafts: view.notes, act: act.notes, words: view.words.notes, clock: view.clock };
}

/** The lines so far. `other`: who wrote those that are not one's own. */
export function noteLines(thread: Thread, other: string, notes: Notes): TemplateResult {
  const lines = repeat(
    thread.lines,
    ({ mine, id }) => `${mine} ${id}`,
    (line) => noteLine(line, other, notes),
  );
  // Without a space inside: the style knows it as empty until the first line.
  return html`<div class="thread" role="log" aria-label=${notes.words.log}>${lines}</div>`;
}

function noteLine(line: NoteLine, other: string, { words, clock }: Notes): TemplateResult {
  return html`<div class="msg ${line.mine ? "me" : ""}">
    <p class="small soft">
      <span dir="auto">${line.mine ? words.you : other}</span>,
      <span class="num">${timeOfDay(line.at, clock)}</span>
      ${line.mine && !line.delivered ? html`– ${words.pending}` : nothing}
    </p>
    <p class="text" dir="auto">${line.text}</p>
  </div>`;
}

/** The one field: Enter is a new line, as on a phone; Control and Enter send. */
export function noteForm(
  to: string,
  label: string,
  notes: Notes,
  more: unknown = nothing,
): TemplateResult {
  const { drafts, act, words } = notes;
  const text = drafts.texts.get(to) ?? "";
  const problem = drafts.problem;
  return html`<form
    class="write"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      act.sendNote(to);
    }}
  >
    <label for=${NOTE_FIELD_ID} dir="auto">${label}</label>
    <textarea
      id=${NOTE_FIELD_ID}
      rows="2"
      autocomplete="off"
      dir="auto"
      aria-invalid=${problem ? "true" : "false"}
      aria-describedby=${problem ? "note-error note-count" : "note-count"}
      .value=${live(text)}
      @input=${(event: Event) => {
        if (event.target instanceof HTMLTextAreaElement) act.typeNote(to, event.target.value);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) act.sendNote(to);
      }}
    ></textarea>
    ${
      problem
        ? html`<div id="note-error" class="field-error" role="alert">
            ${icon("error")}<p>${words.problems[problem]}</p>
          </div>`
        : nothing
    }
    <div class="row">
      <button class="button small">${words.send}</button>
      ${more}
      <span id="note-count" class="small soft num push">${count(text, words)}</span>
    </div>
  </form>`;
}

function count(text: string, words: Words["notes"]): string {
  const left = charactersLeft(text);
  if (left === null) return "";
  return left < 0 ? words.over(-left) : words.left(left);
}
