/** The chat: from browser to browser, kept in memory, repeated until it is acknowledged. */

import {
  acknowledge,
  emptyChat,
  forget,
  lines,
  receive,
  unacknowledged,
  write,
} from "../pure/chat-log.ts";
import { fitsChat, type PeerMessage } from "../pure/peer-messages.ts";
import type { ChatLine } from "../pure/session-state.ts";

type ChatMessage = Extract<PeerMessage, { k: "chat" }>;

export class Chat {
  readonly #send: (peer: string, message: PeerMessage) => void;
  #log = emptyChat;

  /** `send` may lose what it is given: a line is said again at each `resume`. */
  constructor(send: (peer: string, message: PeerMessage) => void) {
    this.#send = send;
  }

  get lines(): readonly ChatLine[] {
    return lines(this.#log);
  }

  /** False: empty or too long, nothing was sent. */
  say(text: string, from: { peer: string; name: string }, to: readonly string[]): boolean {
    if (!fitsChat(text)) return false;
    const line: ChatLine = {
      id: crypto.randomUUID(),
      from: from.peer,
      name: from.name,
      mine: true,
      text,
      at: Date.now(),
      delivered: false,
    };
    this.#log = write(this.#log, line, to);
    for (const peer of to) this.#deliver(peer, line);
    return true;
  }

  /** The new line; null when it is known already, or no line at all. */
  take({ id, text }: ChatMessage, from: { peer: string; name: string }): ChatLine | null {
    // Acknowledged in any case: it would only come again.
    this.#send(from.peer, { k: "ack", id });
    if (!fitsChat(text)) return null;
    const line: ChatLine = {
      id,
      from: from.peer,
      name: from.name,
      mine: false,
      text,
      // The sender's clock may be anywhere.
      at: Date.now(),
      delivered: true,
    };
    const before = this.#log;
    this.#log = receive(before, line);
    return this.#log === before ? null : line;
  }

  acknowledged(id: string, peer: string): void {
    this.#log = acknowledge(this.#log, id, peer);
  }

  /** The channel to this peer is open again. */
  resume(peer: string): void {
    for (const line of unacknowledged(this.#log, peer)) this.#deliver(peer, line);
  }

  forget(peer: string): void {
    this.#log = forget(this.#log, peer);
  }

  clear(): void {
    this.#log = emptyChat;
  }

  #deliver(peer: string, { id, at, text }: ChatLine): void {
    this.#send(peer, { k: "chat", id, ts: at, text });
  }
}
