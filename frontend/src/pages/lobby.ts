/** The live list of everybody who waits in the practice, on the page of today. */

import "./base.ts";
import { render } from "lit-html";
import { type Lobby, openLobby } from "../call/lobby.ts";
import { isLobbyConfig, type LobbyConfig } from "../pure/lobby-config.ts";
import type { LobbyView } from "../pure/lobby-state.ts";
import { wordsFor } from "../pure/words.ts";
import { showInTitle } from "../ui/bell.ts";
import { lobby } from "../ui/lobby.ts";
import { NotePanels } from "./_note-panels.ts";
import { fetchTicket } from "./_tickets.ts";

const CLOCK_MS = 15_000;
/** Long enough to be read out; then the same may be said again. */
const NOTICE_MS = 6_000;
const words = wordsFor(document.documentElement.lang);

class LobbyPage {
  readonly #root: HTMLElement;
  readonly #configUrl: string;
  #config: LobbyConfig;
  #isAsking = false;
  readonly #notes: NotePanels;
  #lobby: Lobby | null = null;
  #view: LobbyView = { stage: "connecting", waiting: [], threads: new Map() };
  #notice = "";
  #noticeTimer = 0;

  constructor(root: HTMLElement, configUrl: string, config: LobbyConfig) {
    this.#root = root;
    this.#configUrl = configUrl;
    this.#config = config;
    this.#notes = new NotePanels({
      words: words.notes,
      lists: () => this.#view,
      send: (text, to) => this.#lobby?.sendNote(text, to),
      look: (from) => this.#lobby?.lookAtNotes(from),
      changed: () => this.#draw(),
      say: (notice) => this.#say(notice),
    });
  }

  async start(): Promise<void> {
    setInterval(() => this.#draw(), CLOCK_MS);
    const { socketUrl, ticketUrl, csrfToken } = this.#config;
    this.#lobby = await openLobby({
      url: socketUrl,
      fetchTicket: () => fetchTicket(ticketUrl, csrfToken),
      onChange: (view) => {
        this.#view = view;
        this.#notes.keepThoseWhoWait();
        this.#draw();
        if (view.waiting.some((person) => !this.#config.rooms[person.room])) void this.#learn();
      },
      onNote: (peer) => this.#notes.arrived(peer, this.#nameOf(peer)),
    });
  }

  /** Somebody waits in a room that was planned, or handed over, after this page was opened. */
  async #learn(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      this.#config = await fetchConfig(this.#configUrl);
    } finally {
      this.#isAsking = false;
    }
    this.#draw();
  }

  #nameOf(peer: string): string {
    return this.#view.waiting.find((person) => person.peer === peer)?.name ?? "";
  }

  #say(notice: string): void {
    clearTimeout(this.#noticeTimer);
    this.#notice = notice;
    this.#draw();
    if (notice !== "") this.#noticeTimer = window.setTimeout(() => this.#say(""), NOTICE_MS);
  }

  #draw(): void {
    render(
      lobby({
        view: this.#view,
        config: this.#config,
        notes: {
          drafts: this.#notes.drafts,
          act: this.#notes,
          words: words.notes,
          clock: { language: document.documentElement.lang, timeZone: this.#config.timeZone },
        },
        notice: this.#notice,
        now: Date.now(),
        words,
      }),
      this.#root,
    );
    showInTitle(this.#view.waiting.length);
  }
}

async function fetchConfig(configUrl: string): Promise<LobbyConfig> {
  const answer = await fetch(configUrl, { headers: { Accept: "application/json" } });
  const config: unknown = await answer.json();
  if (!isLobbyConfig(config)) throw new TypeError("the lobby's settings are not what is expected");
  return config;
}

async function start(root: HTMLElement, configUrl: string): Promise<void> {
  await new LobbyPage(root, configUrl, await fetchConfig(configUrl)).start();
}

const root = document.getElementById("lobby");
const configUrl = root?.dataset.configUrl;
if (root && configUrl) {
  root.replaceChildren();
  void start(root, configUrl);
}
