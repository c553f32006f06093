/** The conversation in writing; each line is text and nothing else. */

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { RoomView } from "../pure/room-view.ts";
import { timeOfDay } from "../pure/span.ts";
import type { Controls } from "./controls.ts";
import { icon } from "./icon.ts";

export const CHAT_FIELD_ID = "chat-message";

export function chat(view: RoomView, act: Controls): TemplateResult {
  const words = view.words.chat;
  const lines = view.session?.chat ?? [];
  return html`<aside class="panel" aria-label=${words.heading}>
    <div class="row">
      <h2>${words.heading}</h2>
      <span class="push small soft">${words.ends}</span>
      <button
        type="button"
        class="button quiet small icon-only"
        aria-label=${view.words.call.close}
        @click=${() => act.toggle("chat")}
      >
        ${icon("close")}
      </button>
    </div>
    <div class="log" role="log" aria-label=${words.heading} tabindex="0">
      ${lines.length === 0 ? html`<p class="soft small">${words.empty}</p>` : nothing}
      ${repeat(
        lines,
        (line) => line.id,
        (line) =>
          html`<div class="msg ${line.mine ? "me" : ""}">
            <p class="small soft">
              <span dir="auto">${line.mine ? words.you : line.name || view.words.call.nameless}</span>,
              <span class="num">${timeOfDay(line.at, view.clock)}</span>
              ${line.mine && !line.delivered ? html`– ${words.sending}` : nothing}
            </p>
            <p class="text" dir="auto">${line.text}</p>
          </div>`,
      )}
    </div>
    <form class="row say" @submit=${(event: SubmitEvent) => submit(event, act)}>
      <label class="visually-hidden" for=${CHAT_FIELD_ID}>${words.message}</label>
      <input
        id=${CHAT_FIELD_ID}
        name="text"
        autocomplete="off"
        placeholder=${words.message}
        aria-invalid=${view.chatTooLong ? "true" : "false"}
        aria-describedby=${view.chatTooLong ? "chat-error" : nothing}
      />
      <button class="button small">${words.send}</button>
      ${
        view.chatTooLong
          ? html`<p id="chat-error" class="error" role="alert">${words.tooLong}</p>`
          : nothing
      }
    </form>
  </aside>`;
}

function submit(event: SubmitEvent, act: Controls): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const field = event.target.elements.namedItem("text");
  if (field instanceof HTMLInputElement && field.value.trim() && act.send(field.value)) {
    field.value = "";
  }
}
