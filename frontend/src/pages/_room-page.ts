/** The life of a room page: keeps its view, draws it, carries out what people do. */

import { render } from "lit-html";
import { type Media, openMedia } from "../call/media.ts";
import type { ResumeStore, Session } from "../call/session.ts";
import { checkName } from "../pure/door-name.ts";
import type { DeviceKind, MediaEvent } from "../pure/media-state.ts";
import { TO_PRACTICE } from "../pure/note-drafts.ts";
import type { RoomConfig } from "../pure/room-config.ts";
import { isFinal, maySound, type RoomView, screenOf } from "../pure/room-view.ts";
import type { SessionEvent, SessionView } from "../pure/session-state.ts";
import { type Words, wordsFor } from "../pure/words.ts";
import { chime, ring, showInTitle } from "../ui/bell.ts";
import { CHAT_FIELD_ID } from "../ui/chat.ts";
import type { Controls } from "../ui/controls.ts";
import { LEVEL_ID } from "../ui/devices.ts";
import { room } from "../ui/room.ts";
import { saveText } from "../ui/save-text.ts";
import { authority } from "./_authority.ts";
import { NotePanels } from "./_note-panels.ts";
import { fetchTicket } from "./_tickets.ts";

const CLOCK_MS = 5_000;
const PRELOAD_AFTER_MS = 500;
const NOTICE_MS = 6_000;
const HEARD = 0.02;

type View = RoomView<MediaStream>;

export class RoomPage implements Controls {
  readonly #root: HTMLElement;
  readonly #words: Words;
  readonly #store: ResumeStore;
  #media: Media;
  #view: View;
  #session: Session | null = null;
  #audio: AudioContext | null = null;
  readonly notes: NotePanels;
  #drawn = "";
  #drawing = false;
  #noticeTimer = 0;

  constructor(root: HTMLElement, config: RoomConfig, store: ResumeStore, language: string) {
    this.#root = root;
    this.#words = wordsFor(language);
    this.#store = store;
    this.#media = this.#openMedia();
    this.notes = this.#openNotes();
    this.#view = {
      config,
      words: this.#words,
      clock: { language, timeZone: config.timeZone },
      now: Date.now(),
      media: this.#media.view,
      session: null,
      name: "",
      nameProblem: null,
      panel: null,
      unread: 0,
      chatTooLong: false,
      notes: this.notes.drafts,
      notice: "",
      soundBlocked: false,
      shut: null,
    };
  }

  /** Draw, listen, and go back into a call that a reload interrupted. */
  start(): void {
    setInterval(() => this.#tick(), CLOCK_MS);
    requestAnimationFrame(() => this.#showLevel());
    // The session has said goodbye when the browser put the page aside: begin anew.
    document.addEventListener("visibilitychange", () => this.#lookedAt());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    this.#draw();
    if (this.#mayOpenAtOnce()) {
      void this.#open();
    } else if (this.#view.config.door === "open" || this.#view.config.door === "too_early") {
      // The call's code comes while the person reads and types.
      setTimeout(() => void import("../call/session.ts"), PRELOAD_AFTER_MS);
    }
  }

  /** A moderator may enter before the time; a reloaded call goes on after it. */
  #mayOpenAtOnce(): boolean {
    const { role, door } = this.#view.config;
    if (this.#store.read() !== null) return true;
    return role === "moderator" && (door === "open" || door === "too_early");
  }

  #openMedia(): Media {
    const media = openMedia({ storage: sessionStorage, onEvent: (event) => this.#noted(event) });
    media.subscribe((changed) => this.#change({ media: changed }));
    return media;
  }

  #openNotes(): NotePanels {
    return new NotePanels({
      words: this.#words.notes,
      lists: () => this.#view.session ?? { waiting: [], threads: new Map() },
      send: (text, to) => this.#session?.sendNote(text, to === TO_PRACTICE ? undefined : to),
      look: (from) => this.#session?.lookAtNotes(from === TO_PRACTICE ? undefined : from),
      changed: () => this.#change({ notes: this.notes.drafts }),
      say: (notice) => this.#say(notice),
    });
  }

  async #open(): Promise<Session> {
    const { openSession } = await import("../call/session.ts");
    const { config } = this.#view;
    this.#session ??= openSession({
      url: config.socketUrl,
      fetchTicket: () => fetchTicket(config.ticketUrl, config.csrfToken),
      store: this.#store,
      self: { name: config.selfName, role: config.role },
      media: this.#media,
      onChange: (session) => this.#sessionChanged(session),
      onEvent: (event) => this.#happened(event),
    });
    return this.#session;
  }

  // What people do ------------------------------------------------------------------------

  askForDevices(): void {
    this.#wakeAudio();
    void this.#media.ask();
  }

  setMicrophone(on: boolean): void {
    void (this.#session ?? this.#media).setMicrophone(on);
  }

  setCamera(on: boolean): void {
    void (this.#session ?? this.#media).setCamera(on);
  }

  choose(kind: DeviceKind, id: string): void {
    void this.#media.choose(kind, id);
  }

  playTestTone(): void {
    void this.#media.playTestTone();
  }

  enter(typed: string): void {
    const checked = checkName(typed, this.#view.config.requiresRealName);
    if ("problem" in checked) {
      this.#change({ nameProblem: checked.problem });
      document.getElementById("name")?.focus();
      return;
    }
    this.#wakeAudio();
    this.#change({ name: checked.name, nameProblem: null });
    void this.#open().then((session) => session.knock(checked.name));
  }

  leave(): void {
    this.#session?.leave();
  }

  end(): void {
    this.#session?.end();
  }

  admit(peer: string): void {
    this.#wakeAudio();
    this.#session?.admit(peer);
  }

  refuse(peer: string): void {
    this.#session?.refuse(peer);
  }

  send(text: string): boolean {
    const sent = this.#session?.sendChat(text) ?? false;
    this.#change({ chatTooLong: !sent });
    return sent;
  }

  toggle(panel: "chat" | "devices" | "waiting"): void {
    const open = this.#view.panel === panel ? null : panel;
    this.#change({ panel: open, unread: open === "chat" ? 0 : this.#view.unread });
    if (open === "chat") {
      queueMicrotask(() => document.getElementById(CHAT_FIELD_ID)?.focus());
    }
  }

  unblockSound(): void {
    this.#change({ soundBlocked: false });
    this.#playAll();
  }

  /** A client stands at the door again, with the name that was given; it is stored nowhere. */
  comeBack(): void {
    if (this.#view.name === "") {
      location.reload();
      return;
    }
    this.#session?.close();
    this.#session = null;
    this.#media = this.#openMedia();
    this.notes.clear();
    this.#change({ session: null, media: this.#media.view, shut: null, panel: null, unread: 0 });
  }

  openAgain(): void {
    const { openAgainUrl, csrfToken } = this.#view.config;
    void fetch(openAgainUrl, { method: "POST", headers: authority(csrfToken) }).then(() =>
      location.reload(),
    );
  }

  saveFile(file: { readonly name: string; readonly text: string }): void {
    saveText(file);
  }

  copy(text: string, done: string, failed: string): void {
    navigator.clipboard.writeText(text).then(
      () => this.#say(done),
      () => this.#say(failed),
    );
  }

  // What happens --------------------------------------------------------------------------

  #sessionChanged(session: SessionView<MediaStream>): void {
    const before = this.#view.session?.stage.at;
    this.#change({ session });
    if (this.#view.config.role === "moderator") this.notes.keepThoseWhoWait();
    if (session.stage.at === before) return;
    if (before === "waiting" && session.stage.at === "inside") this.#ring();
    if (isFinal(session.stage)) this.#finish();
  }

  /** Devices go dark, storage is empty; the pages are told when a session has ended. */
  #finish(): void {
    this.#media.close();
    this.#store.clear();
    const { config, session } = this.#view;
    const ended = session?.stage.at === "ended" && session.stage.why === "moderator";
    if (ended && config.endedUrl) {
      void fetch(config.endedUrl, {
        method: "POST",
        headers: authority(config.csrfToken),
        keepalive: true,
      });
    }
  }

  #happened(event: SessionEvent): void {
    const { call, list, refusals } = this.#words;
    const name = "name" in event ? event.name || call.nameless : "";
    switch (event.kind) {
      case "knocked":
        if (maySound(this.#view.session)) this.#ring();
        this.#say(list.arrived(name));
        break;
      case "joined":
        this.#say(call.joined(name));
        break;
      case "left":
        this.#say(call.left(name));
        break;
      case "chat":
        if (!event.line.mine && this.#view.panel !== "chat") {
          this.#change({ unread: this.#view.unread + 1 });
        }
        break;
      case "note":
        this.#wroteNote(event.peer, name);
        break;
      case "refusal":
        if (event.about === "knock") this.#change({ shut: event.code });
        this.#say(refusals[event.code] ?? "");
    }
  }

  /** Somebody who waits may have put the page aside: a tone, and a mark in the title. */
  #wroteNote(peer: string, name: string): void {
    if (this.#view.config.role === "moderator") this.notes.arrived(peer, name);
    else {
      if (!document.hidden) this.#session?.lookAtNotes();
      this.#chime();
    }
  }

  #noted(event: MediaEvent): void {
    const { lost, found } = this.#words.devices;
    this.#say(event.kind === "device_lost" ? lost[event.device] : found(event.found.label));
  }

  #say(notice: string): void {
    clearTimeout(this.#noticeTimer);
    this.#change({ notice });
    this.#noticeTimer = window.setTimeout(() => this.#change({ notice: "" }), NOTICE_MS);
  }

  #lookedAt(): void {
    if (document.hidden || this.#view.config.role === "moderator") return;
    this.#session?.lookAtNotes();
  }

  #tick(): void {
    const { config, session } = this.#view;
    this.#change({ now: Date.now() });
    if (
      config.door === "too_early" &&
      session === null &&
      Date.now() >= Date.parse(config.opensAt)
    ) {
      this.#change({ config: { ...config, door: "open" } });
      if (config.role === "moderator") void this.#open();
    }
  }

  // Drawing -------------------------------------------------------------------------------

  #change(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const screen = screenOf(this.#view);
    render(room(this.#view, this), this.#root);
    document.body.dataset.screen = screen;
    const { session, config } = this.#view;
    const waiting = config.role === "moderator" ? session?.waiting.length : session?.notes.unread;
    showInTitle(waiting ?? 0);
    this.#playAll();
    if (this.#drawn && this.#drawn !== screen) this.#root.querySelector("h1")?.focus();
    this.#drawn = screen;
  }

  #playAll(): void {
    for (const element of this.#root.querySelectorAll("audio, video")) {
      if (!(element instanceof HTMLMediaElement) || !element.srcObject || !element.paused) continue;
      element.play().catch((error: unknown) => {
        const blocked = error instanceof DOMException && error.name === "NotAllowedError";
        if (blocked) this.#change({ soundBlocked: true });
      });
    }
  }

  #showLevel(): void {
    const meter = document.getElementById(LEVEL_ID);
    if (meter instanceof HTMLMeterElement) {
      const level = this.#media.level();
      meter.value = level;
      const { heard, silent } = this.#words.devices;
      const word = document.getElementById("level-word");
      if (word && level > HEARD) word.textContent = heard;
      else if (word && word.textContent === "") word.textContent = silent;
    }
    requestAnimationFrame(() => this.#showLevel());
  }

  // Sound ---------------------------------------------------------------------------------

  /** Browsers let a page sound only after a click; this is called in one. */
  #wakeAudio(): void {
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
  }

  #ring(): void {
    if (this.#audio) ring(this.#audio);
  }

  #chime(): void {
    if (this.#audio) chime(this.#audio);
  }
}
