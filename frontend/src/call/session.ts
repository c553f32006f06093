/** One person's session in a room: waiting, being admitted, talking, coming back, leaving. */

import { presentableName } from "../pure/names.ts";
import {
  concernsPerson,
  hear,
  isOver,
  peersOf,
  type RoomState,
  refusedFor,
  strangerToRoom,
} from "../pure/room-state.ts";
import type { ClientMessage, Message, ServerMessage } from "../pure/server-messages.ts";
import type { SessionView, Stage } from "../pure/session-state.ts";
import { Chat } from "./chat.ts";
import type { DirectMessage } from "./link.ts";
import { Links } from "./links.ts";
import type { Session, SessionOptions } from "./session-api.ts";
import { noNotes, openNotes, type SessionNotes } from "./session-notes.ts";
import { nameOf, viewOf } from "./session-view.ts";
import { type ShownTicket, SignalSocket } from "./socket.ts";

export type { ResumeStore, Session, SessionOptions } from "./session-api.ts";

const TICK_MS = 500;
const MEASURE_EVERY_TICKS = 4;
/** Without the server for this long before anybody is inside: say so. */
const UNREACHABLE_AFTER_MS = 20_000;
/** A last word on the data channel needs a moment before the connection is closed. */
const GOODBYE_MS = 250;

export function openSession(options: SessionOptions): Session {
  return new CallSession(options);
}

class CallSession implements Session {
  readonly #options: SessionOptions;
  readonly #names = new Map<string, string>();
  #links: Links | null = null;
  #socket: SignalSocket | null = null;
  #room: RoomState = strangerToRoom;
  readonly #chat = new Chat((peer, message) => this.#links?.get(peer)?.sendDirect(message));
  #notes: SessionNotes | null = null;
  #name: string;
  #knocked = false;
  /** Admitted here and not yet seen inside. */
  readonly #admitting = new Set<string>();
  #resume: string | null;
  #downSince = Date.now();
  #wasUp = false;
  #shownUnreachable = false;
  #ticks = 0;
  #drawing = false;
  #closed = false;
  readonly #timer = setInterval(() => this.#tick(), TICK_MS);
  readonly #unsubscribe: () => void;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#name = options.self.name;
    this.#resume = options.store.read();
    this.#unsubscribe = options.media.subscribe(() => this.#links?.tracksChanged());
    globalThis.addEventListener("pagehide", this.#pagehide);
    globalThis.addEventListener("online", this.#networkChanged);
    void this.#start();
  }

  get view(): SessionView<MediaStream> {
    return viewOf({
      room: this.#room,
      links: this.#links?.all ?? [],
      names: this.#names,
      chat: this.#chat.lines,
      ...(this.#notes?.view ?? noNotes),
      signallingLost: this.#wasUp && !this.#up && !isOver(this.#room.stage),
      unreachable: this.#unreachable,
    });
  }

  knock(name: string): void {
    this.#name = name;
    this.#knocked = true;
    this.#sayKnock();
  }

  admit(peer: string): void {
    void this.#admit(peer);
  }

  refuse(peer: string): void {
    this.#send({ t: "refuse", peer });
  }

  remove(peer: string): void {
    this.#send({ t: "remove", peer });
  }

  lock(): void {
    this.#send({ t: "lock" });
  }

  unlock(): void {
    this.#send({ t: "unlock" });
  }

  end(): void {
    this.#send({ t: "end" });
  }

  leave(): void {
    if (isOver(this.#room.stage)) return;
    this.#send({ t: "leave" });
    this.#finish({ at: "ended", why: "left", receipt: null });
  }

  sendChat(text: string): boolean {
    const self = this.#room.self;
    if (self === null) return false;
    const others = this.view.peers.map(({ peer }) => peer);
    const said = this.#chat.say(text, { peer: self, name: this.#name }, others);
    if (said) this.#changed();
    return said;
  }

  sendNote(text: string, to?: string): void {
    this.#notes?.say(text, to);
  }

  lookAtNotes(from?: string): void {
    this.#notes?.look(from);
  }

  setMicrophone(on: boolean): Promise<void> {
    return this.#options.media.setMicrophone(on);
  }

  setCamera(on: boolean): Promise<void> {
    return this.#options.media.setCamera(on);
  }

  chooseDevice(kind: "microphone" | "camera" | "speaker", id: string): Promise<void> {
    return this.#options.media.choose(kind, id);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    this.#unsubscribe();
    globalThis.removeEventListener("pagehide", this.#pagehide);
    globalThis.removeEventListener("online", this.#networkChanged);
    this.#socket?.close();
    const links = this.#links;
    this.#links = null;
    links?.sayGoodbye();
    setTimeout(() => links?.close(), GOODBYE_MS);
  }

  get #up(): boolean {
    return this.#socket?.up ?? false;
  }

  get #unreachable(): boolean {
    const { at } = this.#room.stage;
    const hoping = at === "connecting" || at === "waiting";
    return hoping && !this.#up && Date.now() - this.#downSince > UNREACHABLE_AFTER_MS;
  }

  async #start(): Promise<void> {
    const curve = { name: "ECDSA", namedCurve: "P-256" } as AlgorithmIdentifier;
    const certificate = await RTCPeerConnection.generateCertificate(curve);
    this.#notes = await openNotes(this.#options.self.role, {
      send: (message) => void this.#send(message),
      onChange: () => this.#changed(),
      onLine: (peer) => this.#options.onEvent({ kind: "note", peer, name: this.#nameOf(peer) }),
    });
    if (this.#closed) return;
    this.#links = new Links({
      certificate,
      media: this.#options.media,
      relayOnly: this.#options.relayOnly ?? false,
      relay: (peer, m) => this.#send({ t: "to", to: peer, m }),
      receive: (peer, message) => this.#receiveDirect(peer, message),
      connected: (peer) => this.#greet(peer),
      gone: (peer) => this.#gone(peer),
      probe: () => this.#socket?.probe(),
      changed: () => this.#changed(),
    });
    if (this.#options.self.role === "participant") void this.#links.prepareAnswer();
    this.#socket = new SignalSocket({
      url: this.#options.url,
      ticket: () => this.#ticket(),
      onStaleResume: () => this.#keepResume(null),
      onMessage: (message) => this.#hear(message),
      onUp: (up) => this.#upChanged(up),
      onFinal: (code) => this.#finish(refusedFor(code)),
    });
  }

  async #ticket(): Promise<ShownTicket> {
    if (this.#resume !== null) return { kind: "resume", text: this.#resume };
    return { kind: "enter", text: await this.#options.fetchTicket() };
  }

  /** Stored only while inside: who waits is at the door, where a reload begins anew. */
  #keepResume(ticket: string | null): void {
    this.#resume = ticket;
    if (ticket !== null && this.#room.stage.at === "inside") this.#options.store.write(ticket);
    else this.#options.store.clear();
  }

  #upChanged(up: boolean): void {
    if (up) this.#wasUp = true;
    else this.#downSince = Date.now();
    this.#changed();
  }

  #send(message: ClientMessage): boolean {
    return this.#socket?.send(message) ?? false;
  }

  #sayKnock(): void {
    const { at } = this.#room.stage;
    const outside = at === "connecting" || at === "waiting";
    const key = this.#notes?.key;
    if (this.#knocked && outside) this.#send({ t: "knock", name: this.#name, ...(key && { key }) });
  }

  #hear(message: ServerMessage): void {
    if (this.#closed) return;
    this.#room = hear(this.#room, message, Date.now());
    this.#notes?.hear(message, this.#room);
    this.#act(message);
    this.#keepWarm();
    if (isOver(this.#room.stage)) this.#finish(this.#room.stage);
    this.#changed();
  }

  /** What follows from a message, beyond knowing it. */
  #act(message: ServerMessage): void {
    const self = this.#room.self;
    const links = this.#links;
    if (links === null || self === null) return;
    switch (message.t) {
      case "welcome":
        this.#keepResume(message.resume);
        if (message.turn) links.setTurn(message.turn);
        if (message.inside) links.callAll(self, peersOf(message));
        else this.#sayKnock();
        break;
      case "admitted":
        this.#keepResume(message.resume);
        if (message.turn) links.setTurn(message.turn);
        links.expect(self, message.by);
        if (message.offer) links.take(self, message.by, message.offer);
        links.callAll(
          self,
          peersOf(message).filter((peer) => peer !== message.by),
        );
        break;
      case "joined":
        this.#admitting.delete(message.peer);
        links.expect(self, message.peer);
        break;
      case "back":
        links.expect(self, message.peer).repeat();
        break;
      case "left":
        if (message.why === "removed") links.drop(message.peer);
        else links.dismiss(message.peer);
        break;
      case "from":
        links.take(self, message.from, message.m);
        break;
      case "turn":
        links.setTurn(message.turn);
        break;
      case "resume":
        this.#keepResume(message.ticket);
        break;
      case "knocking":
        this.#admitting.delete(message.peer);
        this.#options.onEvent({
          kind: "knocked",
          peer: message.peer,
          name: presentableName(message.name),
        });
        break;
      case "error":
        this.#complain(message);
        break;
      default:
        break;
    }
  }

  #keepWarm(): void {
    const expected = this.#room.waiting.some(({ peer }) => !this.#admitting.has(peer));
    if (expected && this.#room.stage.at === "inside") this.#links?.prepareOffer();
    else this.#links?.releaseOffer();
  }

  async #admit(peer: string): Promise<void> {
    const self = this.#room.self;
    if (self === null || this.#links === null || !this.#up) return;
    // The second half of a double click.
    if (this.#admitting.has(peer)) return;
    this.#admitting.add(peer);
    const offer = await this.#links.offerTo(self, peer);
    this.#send({ t: "admit", peer, ...(offer && { offer }) });
  }

  #complain({ code, re }: Message<"error">): void {
    if (re === "admit") this.#dropUnadmitted();
    if (concernsPerson(re)) {
      this.#options.onEvent({ kind: "refusal", code, about: re ?? null });
    }
  }

  /** The links made for an admission that was refused; it does not say whose. */
  #dropUnadmitted(): void {
    for (const peer of this.#admitting) this.#links?.drop(peer);
    this.#admitting.clear();
  }

  #receiveDirect(peer: string, message: DirectMessage): void {
    switch (message.k) {
      case "hello": {
        const introduced = this.#names.has(peer);
        if (message.name !== "") this.#names.set(peer, message.name);
        if (!introduced) {
          this.#options.onEvent({ kind: "joined", peer, name: this.#nameOf(peer) });
        }
        break;
      }
      case "chat": {
        const line = this.#chat.take(message, { peer, name: this.#nameOf(peer) });
        if (line !== null) this.#options.onEvent({ kind: "chat", line });
        break;
      }
      case "ack":
        this.#chat.acknowledged(message.id, peer);
        break;
    }
    this.#changed();
  }

  /** Over an open channel again: who we are, and what this peer may have missed. */
  #greet(peer: string): void {
    this.#links?.get(peer)?.sendDirect({ k: "hello", name: this.#name });
    this.#chat.resume(peer);
  }

  #gone(peer: string): void {
    this.#chat.forget(peer);
    const name = this.#nameOf(peer);
    if (this.#names.delete(peer)) this.#options.onEvent({ kind: "left", peer, name });
    this.#changed();
  }

  #nameOf(peer: string): string {
    return nameOf(peer, { room: this.#room, names: this.#names });
  }

  #finish(stage: Stage): void {
    this.#room = { ...this.#room, stage, waiting: [] };
    this.#options.store.clear();
    this.#chat.clear();
    this.#notes?.forget();
    this.close();
    this.#changed();
  }

  #tick(): void {
    this.#ticks += 1;
    const { inside } = this.#room;
    this.#links?.tick((peer) => (this.#up ? inside.has(peer) : null));
    this.#keepWarm();
    if (this.#ticks % MEASURE_EVERY_TICKS === 0) this.#links?.measure();
    if (this.#unreachable !== this.#shownUnreachable) this.#changed();
    this.#shownUnreachable = this.#unreachable;
  }

  readonly #pagehide = () => this.#links?.sayGoodbye();

  readonly #networkChanged = () => {
    for (const link of this.#links?.all ?? []) link.suspectNetwork();
  };

  /** Draw once for all that changes in one go. */
  #changed(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#options.onChange(this.view);
    });
  }
}
