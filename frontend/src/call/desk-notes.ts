/** Notes of a page of the practice: to each one who waits, and what they answer. */

import type { NoteContent, NoteMessage } from "../pure/note-message.ts";
import { presentableNote } from "../pure/note-text.ts";
import {
  acknowledge,
  emptyThread,
  knows,
  look,
  type NoteLine,
  ownLines,
  receive,
  type Thread,
  write,
} from "../pure/note-thread.ts";
import type { Message, ServerMessage } from "../pure/server-messages.ts";
import type { WaitingView } from "../pure/session-state.ts";
import { type NoteCounts, NotePair } from "./notes.ts";
import { Paced } from "./paced.ts";
import type { NotesOptions } from "./waiting-notes.ts";

/** Who waits comes back so soon after a restart of the server, if at all. */
const AWAY_MS = 60_000;
/** Beyond these the server's limit belongs to what people write: who waits says it again. */
const MOST_ACKNOWLEDGED_AT_ONCE = 100;

interface Correspondent {
  readonly peer: string;
  readonly key: string;
  readonly pair: Promise<NotePair | null>;
  thread: Thread;
  /** Not on the list after an interruption, and perhaps about to come back. */
  away: boolean;
}

export class DeskNotes {
  readonly #options: NotesOptions;
  readonly #outbox = new Paced();
  #inbox: Promise<void> = Promise.resolve();
  readonly #waiting = new Map<string, Correspondent>();
  /** By key, of everybody met: who comes back with the same one goes on counting. */
  readonly #counts = new Map<string, NoteCounts>();

  constructor(options: NotesOptions) {
    this.#options = options;
  }

  /** By peer, also who may be about to come back; without those whose browser reads no notes. */
  get threads(): ReadonlyMap<string, Thread> {
    return new Map([...this.#waiting].map(([peer, { thread }]) => [peer, thread]));
  }

  /** `waiting`: everybody who waits, once the message has been taken in. */
  hear(message: ServerMessage, waiting: readonly WaitingView[]): void {
    switch (message.t) {
      case "welcome":
      case "lobby":
        this.#options.send({ t: "read", key: this.#options.keys.public });
        this.#meetAgain(waiting);
        for (const one of this.#waiting.values()) this.#repeat(one);
        break;
      case "knocking": {
        this.#meet(waiting);
        const back = this.#waiting.get(message.peer);
        if (back) this.#repeat(back);
        break;
      }
      case "note":
        this.#inbox = this.#inbox.then(() => this.#open(message));
        break;
      default:
        this.#meet(waiting);
    }
  }

  say(peer: string, text: string): void {
    const one = this.#waiting.get(peer);
    if (one === undefined) return;
    one.thread = write(one.thread, crypto.randomUUID(), text, Date.now());
    const line = one.thread.lines.at(-1);
    if (line) this.#deliver(line, one);
    this.#options.onChange();
  }

  look(peer: string): void {
    const one = this.#waiting.get(peer);
    if (one === undefined || one.thread.unread === 0) return;
    one.thread = look(one.thread);
    this.#options.onChange();
  }

  forget(): void {
    this.#waiting.clear();
  }

  /** The list after an interruption: who is missing is given a moment to come back. */
  #meetAgain(waiting: readonly WaitingView[]): void {
    const there = new Set(waiting.map(({ peer }) => peer));
    for (const [peer, one] of this.#waiting) {
      if (there.has(peer)) continue;
      one.away = true;
      setTimeout(() => one.away && this.#part(one), AWAY_MS);
    }
    this.#meet(waiting);
  }

  /** A thread per person who waits; it ends with the waiting, and begins anew with a new key. */
  #meet(waiting: readonly WaitingView[]): void {
    const there = new Map(waiting.map((person) => [person.peer, person]));
    for (const [peer, one] of this.#waiting) {
      if (there.has(peer)) one.away = false;
      else if (!one.away) this.#part(one);
    }
    for (const person of waiting) {
      const known = this.#waiting.get(person.peer);
      if (person.key === null) this.#waiting.delete(person.peer);
      else if (known?.key !== person.key) this.#introduce(person, person.key, known);
    }
  }

  #introduce({ peer, room }: WaitingView, key: string, known: Correspondent | undefined): void {
    const counts = this.#counts.get(key) ?? { sealed: 0, opened: 0 };
    this.#counts.set(key, counts);
    const ends = { own: this.#options.keys, ownSide: "reader", other: key, counts } as const;
    const renewed = known !== undefined && (known.thread.lines.length > 0 || known.thread.renewed);
    this.#waiting.set(peer, {
      peer,
      key,
      pair: NotePair.between({ ...ends, room, peer }),
      thread: { ...emptyThread, renewed },
      away: false,
    });
  }

  #part(one: Correspondent): void {
    if (!this.#isHere(one)) return;
    this.#waiting.delete(one.peer);
    this.#options.onChange();
  }

  #repeat(one: Correspondent): void {
    for (const line of ownLines(one.thread)) if (!line.delivered) this.#deliver(line, one);
  }

  async #open({ from, iv, box }: Message<"note">): Promise<void> {
    const one = this.#waiting.get(from);
    const message = (await (await one?.pair)?.open({ iv, box })) ?? null;
    if (one === undefined || message === null || !this.#isHere(one)) return;
    this.#take(message, one);
    this.#options.onChange();
  }

  #take(message: NoteMessage, one: Correspondent): void {
    if (message.k === "got") {
      one.thread = acknowledge(one.thread, message.id);
      return;
    }
    const before = one.thread;
    one.thread = receive(before, message.id, presentableNote(message.text), Date.now());
    if (!knows(one.thread, message.id)) return;
    if (this.#outbox.length < MOST_ACKNOWLEDGED_AT_ONCE) {
      this.#outbox.add(() => this.#send(one, { k: "got", id: message.id }));
    }
    if (one.thread !== before) this.#options.onLine(one.peer);
  }

  #deliver({ id, text }: NoteLine, one: Correspondent): void {
    this.#outbox.add(() => this.#send(one, { k: "text", id, text }));
  }

  async #send(one: Correspondent, content: NoteContent): Promise<void> {
    const sealed = await (await one.pair)?.seal(content);
    if (sealed && this.#isHere(one)) this.#options.send({ t: "note", to: one.peer, ...sealed });
  }

  /** Not gone and not begun anew while something was sealed or opened. */
  #isHere(one: Correspondent): boolean {
    return this.#waiting.get(one.peer) === one;
  }
}
