/** The socket to the signalling server: greets, stays alive, comes back. */

import { delayBefore, judgeClose } from "../pure/reconnect.ts";
import {
  type ClientMessage,
  parseServerMessage,
  type ServerMessage,
} from "../pure/server-messages.ts";
import { TicketRefused } from "../pure/ticket-refused.ts";

const PING_EVERY_MS = 15_000;
const PONG_WITHIN_MS = 5_000;
const PROBE_WITHIN_MS = 1_500;
const GREETED_WITHIN_MS = 10_000;

export interface ShownTicket {
  readonly kind: "enter" | "resume";
  readonly text: string;
}

export interface SocketOptions {
  readonly url: string;
  /** `enter` stands for every ticket the page gives. */
  readonly ticket: () => Promise<ShownTicket>;
  /** The server does not believe the resume ticket any more. */
  readonly onStaleResume: () => void;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onUp: (up: boolean) => void;
  /** No further attempt will be made. */
  readonly onFinal: (code: string) => void;
  /** For tests; the browser's own otherwise. */
  readonly connect?: (url: string) => WebSocket;
}

type Timer = ReturnType<typeof setTimeout> | undefined;

export class SignalSocket {
  readonly #options: SocketOptions;
  #socket: WebSocket | null = null;
  #up = false;
  #closed = false;
  /** A ticket is being fetched. */
  #opening = false;
  #attempt = 0;
  #bars = 0;
  #pings = 0;
  #shown: ShownTicket["kind"] = "enter";
  #retry: Timer;
  #ping: Timer;
  #deadline: Timer;

  constructor(options: SocketOptions) {
    this.#options = options;
    globalThis.addEventListener?.("online", this.#online);
    void this.#open();
  }

  get up(): boolean {
    return this.#up;
  }

  /** False when the socket is not up; the message is dropped. */
  send(message: ClientMessage): boolean {
    if (!this.#up || this.#socket === null) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** A socket bound to a vanished address stays "open" for long: ask whether it lives. */
  probe(): void {
    if (this.#up) this.#expectPong(PROBE_WITHIN_MS);
    else this.#hurry();
  }

  close(): void {
    this.#closed = true;
    globalThis.removeEventListener?.("online", this.#online);
    clearTimeout(this.#retry);
    this.#drop();
  }

  readonly #online = () => this.probe();

  async #open(): Promise<void> {
    this.#opening = true;
    const shown = await this.#getTicket();
    this.#opening = false;
    if (shown === null || this.#closed) return;
    this.#shown = shown.kind;
    const connect = this.#options.connect ?? ((url: string) => new WebSocket(url));
    const socket = connect(this.#options.url);
    this.#socket = socket;
    this.#deadline = setTimeout(() => this.#lost(0), GREETED_WITHIN_MS);
    socket.onopen = () => {
      const hello: ClientMessage = { t: "hello", v: 1, ticket: shown.text };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => this.#judge(code, reason);
  }

  async #getTicket(): Promise<ShownTicket | null> {
    try {
      return await this.#options.ticket();
    } catch (error) {
      if (this.#closed) return null;
      if (error instanceof TicketRefused) this.#finish(error.code);
      // Whatever else the page's fetch throws means that the page is out of reach.
      else this.#lost(0);
      return null;
    }
  }

  #receive(source: unknown): void {
    const message = parseServerMessage(source);
    // A kind that this version does not know: the rest still makes sense.
    if (message === null) return;
    if (!this.#up && (message.t === "welcome" || message.t === "lobby")) this.#greeted();
    if (message.t === "pong") this.#quiet();
    else if (message.t === "drain") this.#drain(message.after_ms);
    else this.#options.onMessage(message);
  }

  #greeted(): void {
    this.#up = true;
    this.#attempt = 0;
    this.#bars = 0;
    this.#quiet();
    this.#options.onUp(true);
  }

  /** Heard from the server in time; the next question is due later. */
  #quiet(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
    clearTimeout(this.#ping);
    this.#ping = setTimeout(() => this.#expectPong(PONG_WITHIN_MS), PING_EVERY_MS);
  }

  #expectPong(within_ms: number): void {
    clearTimeout(this.#ping);
    clearTimeout(this.#deadline);
    this.#pings += 1;
    this.send({ t: "ping", n: this.#pings });
    this.#deadline = setTimeout(() => this.#lost(0), within_ms);
  }

  /** The server restarts: leave it alone until then. */
  #drain(after_ms: number): void {
    this.#lost(after_ms + Math.random() * after_ms);
  }

  #judge(code: number, reason: string): void {
    if (reason === "barred") this.#bars += 1;
    const verdict = judgeClose({ code, reason }, this.#shown, this.#bars);
    switch (verdict.act) {
      case "final":
        this.#finish(verdict.code);
        break;
      case "fresh-ticket":
        this.#options.onStaleResume();
        this.#lost(0);
        break;
      case "again":
        this.#lost(verdict.notBefore_ms);
        break;
    }
  }

  #lost(notBefore_ms: number): void {
    if (this.#closed) return;
    this.#drop();
    const delay = Math.max(notBefore_ms, delayBefore(this.#attempt, Math.random));
    this.#attempt += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#open(), delay);
  }

  /** The network is back: do not sit out the delay. */
  #hurry(): void {
    if (this.#closed || this.#opening || this.#socket !== null) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#open(), 0);
  }

  #finish(code: string): void {
    this.close();
    this.#options.onFinal(code);
  }

  #drop(): void {
    clearTimeout(this.#ping);
    clearTimeout(this.#deadline);
    const socket = this.#socket;
    this.#socket = null;
    if (socket !== null) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    if (!this.#up) return;
    this.#up = false;
    this.#options.onUp(false);
  }
}
