/** Who waits, for those who may let them in. */

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { WaitingView } from "../pure/session-state.ts";
import { spanInWords } from "../pure/span.ts";
import type { Words } from "../pure/words.ts";

export const WAITING_HEADING_ID = "waiting-heading";

/** What is new of one person, what may be done about it, and what is open below it. */
export interface Acting {
  readonly news: (person: WaitingView) => unknown;
  readonly actions: (person: WaitingView) => unknown;
  readonly below: (person: WaitingView) => unknown;
}

export function waitingList(
  waiting: readonly WaitingView[],
  now: number,
  words: Words,
  { news, actions, below }: Acting,
): TemplateResult {
  if (waiting.length === 0) {
    return html`<p class="empty soft">${words.list.nobody} ${words.list.nobodyHelp}</p>`;
  }
  return html`<ul class="waiters">
    ${repeat(
      waiting,
      (person) => person.peer,
      (person) =>
        html`<li class="waiter">
          <span class="face" aria-hidden="true">${initials(person.name)}</span>
          <div>
            <strong dir="auto">${person.name}</strong>
            <p class="small soft num">${since(person, now, words)}</p>
            ${person.second ? html`<p class="chip warn">${words.list.second}</p>` : nothing}
            ${news(person)}
          </div>
          <div class="row">${actions(person)}</div>
          ${below(person)}
        </li>`,
    )}
  </ul>`;
}

/** To a page of its own, so that whoever hands over leaves no room by it. */
export function handOver(url: string, name: string, words: Words): unknown {
  if (!url) return nothing;
  return html`<a
    class="button quiet small"
    href=${url}
    target="_blank"
    rel="noopener"
    aria-label=${words.list.handOverName(name)}
    >${words.list.handOver}</a
  >`;
}

function since(person: WaitingView, now: number, words: Words): string {
  const span = spanInWords(Math.max(0, now - person.since), words.spans);
  return span ? words.list.since(span) : words.list.justNow;
}

/** First letters of the first and the last word, as people are used to. */
export function initials(name: string): string {
  const words = name.split(" ").filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => [...(word ?? "")][0] ?? "").join("");
}
