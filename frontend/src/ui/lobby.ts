/** Everybody who waits in the practice, beside the appointments of the day. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { LobbyConfig } from "../pure/lobby-config.ts";
import type { LobbyView } from "../pure/lobby-state.ts";
import { receivers } from "../pure/note-thread.ts";
import type { WaitingView } from "../pure/session-state.ts";
import type { Words } from "../pure/words.ts";
import {
  noteButton,
  noteButtonForAll,
  noteNews,
  notePanel,
  notePanelForAll,
} from "./note-panel.ts";
import type { Notes } from "./notes.ts";
import { handOver, WAITING_HEADING_ID, waitingList } from "./waiting-list.ts";

export interface LobbyPicture {
  readonly view: LobbyView;
  readonly config: LobbyConfig;
  readonly notes: Notes;
  /** What has just happened, for screen readers; the list itself shows it. */
  readonly notice: string;
  readonly now: number;
  readonly words: Words;
}

export function lobby(picture: LobbyPicture): TemplateResult {
  const { view, notes, now, words } = picture;
  const { waiting, threads } = view;
  const several = receivers(waiting, threads).length;
  return html`<div class="row">
      <h2 id=${WAITING_HEADING_ID} tabindex="-1">${words.list.region}</h2>
      <span class="chip accent push">${words.list.count(waiting.length)}</span>
    </div>
    <p class="visually-hidden" role="status">${picture.notice}</p>
    ${view.stage === "lost" ? html`<p class="notice warn">${words.list.lost}</p>` : nothing}
    ${view.stage === "closed" ? closed(words) : nothing}
    ${noteButtonForAll(several, notes)} ${notePanelForAll(several, notes)}
    ${waitingList(waiting, now, words, {
      news: (person) => noteNews(person, threads, notes),
      actions: (person) => html`${openRoom(person, picture)}${noteButton(person, threads, notes)}`,
      below: (person) => notePanel(person, threads, notes),
    })}`;
}

function openRoom(person: WaitingView, { config, words }: LobbyPicture): unknown {
  const room = config.rooms[person.room];
  if (!room) return nothing;
  return html`<span class="small soft num">${room.time}</span>
    ${
      // Who organises sees who waits and lets nobody in.
      room.url
        ? html`<a class="button small" href=${room.url} aria-label=${words.list.openName(person.name)}
            >${words.list.open}</a
          >`
        : nothing
    }
    ${handOver(room.handOverUrl, person.name, words)}`;
}

function closed(words: Words): TemplateResult {
  return html`<div class="notice warn" role="alert">
    <p>${words.list.closed}</p>
    <p><a href=${location.href}>${words.list.reload}</a></p>
  </div>`;
}
