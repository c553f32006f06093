/** The live list of everybody who waits in the practice, on the page of today. */

import "./base.ts";
import { html, nothing, render, type TemplateResult } from "lit-html";
import { openLobby } from "../call/lobby.ts";
import { isLobbyConfig, type LobbyConfig } from "../pure/lobby-config.ts";
import type { LobbyView } from "../pure/lobby-state.ts";
import type { WaitingView } from "../pure/session-state.ts";
import { wordsFor } from "../pure/words.ts";
import { showInTitle } from "../ui/bell.ts";
import { waitingList } from "../ui/waiting-list.ts";
import { fetchTicket } from "./_tickets.ts";

const CLOCK_MS = 15_000;
const words = wordsFor(document.documentElement.lang);

async function start(root: HTMLElement, configUrl: string): Promise<void> {
  const answer = await fetch(configUrl, { headers: { Accept: "application/json" } });
  const config: unknown = await answer.json();
  if (!isLobbyConfig(config)) throw new TypeError("the lobby's settings are not what is expected");
  let view: LobbyView = { stage: "connecting", waiting: [] };
  const draw = (): void => {
    render(lobby(view, config), root);
    showInTitle(view.waiting.length);
  };
  openLobby({
    url: config.socketUrl,
    fetchTicket: () => fetchTicket(config.ticketUrl, config.csrfToken),
    onChange: (changed) => {
      view = changed;
      draw();
    },
  });
  setInterval(draw, CLOCK_MS);
}

function lobby(view: LobbyView, config: LobbyConfig): TemplateResult {
  return html`<div class="row">
      <h2>${words.list.region}</h2>
      <span class="chip accent push">${words.list.count(view.waiting.length)}</span>
    </div>
    ${view.stage === "lost" ? html`<p class="notice warn">${words.list.lost}</p>` : nothing}
    ${waitingList(view.waiting, Date.now(), words, (person) => openRoom(person, config))}`;
}

function openRoom(person: WaitingView, config: LobbyConfig): TemplateResult {
  const room = config.rooms[person.room];
  if (!room) return html``;
  return html`<span class="small soft num">${room.time}</span>
    ${
      // Who organises sees who waits and lets nobody in.
      room.url
        ? html`<a class="button small" href=${room.url} aria-label=${words.list.openName(person.name)}
            >${words.list.open}</a
          >`
        : nothing
    }`;
}

const root = document.getElementById("lobby");
const configUrl = root?.dataset.configUrl;
if (root && configUrl) {
  root.replaceChildren();
  void start(root, configUrl);
}
