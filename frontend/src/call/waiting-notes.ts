/** Notes of somebody who waits: to every page of the practice that reads, for each one sealed. */

import type { NoteMessage } from "../pure/note-message.ts";
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
import type { ClientMessage, Message, ServerMessage } from "../pure/server-messages.ts";
import { type NoteKeys, NotePair } from "./notes.ts";
import { Paced } from "./paced.ts";

/** What a page that came later still gets of what was written before. */
const MOST_REPEATED = 20;

export interface NotesOptions {
  readonly keys: NoteKeys;
  /** May lose what it is given: lines are said again until they are acknowledged. */
  readonly send: (message: ClientMessage) => void;
  readonly onChange: () => void;
  /** A new line came from this peer or reader. */
  readonly onLine: (from: string) => void;
}

interface Reader {
  /** Another one after each interruption. */
  readonly id: string;
  readonly known: Known;
}

interface Known {
  readonly pair: NotePair;
  /** Own lines this page has. */
  readonly got: Set<string>;
}

export class WaitingNotes {
  readonly #options: NotesOptions;
  readonly #peer: string;
  readonly #outbox = new Paced();
  #inbox: Promise<void> = Promise.resolve();
  /** Who reads now. */
  #readers: readonly Reader[] = [];
  /** By key, also who is away for a moment: counting goes on where it stopped. */
  readonly #known = new Map<string, Known>();
  #thread = emptyThread;
  #over = false;

  /** `peer`: the own one. */
  constructor(peer: string, options: NotesOptions) {
    this.#peer = peer;
    this.#options = options;
  }

  get thread(): Thread {
    return this.#thread;
  }

  hear(message: ServerMessage): void {
    if (message.t !== "readers" && message.t !== "note") return;
    this.#inbox = this.#inbox.then(() =>
      message.t === "readers" ? this.#meet(message) : this.#open(message),
    );
  }

  /** Kept until somebody reads it, if nobody does now. */
  say(text: string): void {
    this.#thread = write(this.#thread, crypto.randomUUID(), text, Date.now());
    const line = this.#thread.lines.at(-1);
    for (const reader of this.#readers) if (line) this.#deliver(line, reader);
    this.#options.onChange();
  }

  look(): void {
    if (this.#thread.unread === 0) return;
    this.#thread = look(this.#thread);
    this.#options.onChange();
  }

  /** Waiting is over: nothing of it stays. */
  forget(): void {
    this.#over = true;
    this.#thread = emptyThread;
    this.#readers = [];
    this.#known.clear();
  }

  async #meet({ room, readers }: Message<"readers">): Promise<void> {
    const met: Reader[] = [];
    for (const { reader: id, key } of readers) {
      const known = this.#known.get(key) ?? (await this.#introduce(room, key));
      if (known !== null) met.push({ id, known });
    }
    if (this.#over) return;
    this.#readers = met;
    for (const reader of met) this.#repeat(reader);
    this.#options.onChange();
  }

  async #introduce(room: string, key: string): Promise<Known | null> {
    const ends = { own: this.#options.keys, ownSide: "waiting", other: key } as const;
    const pair = await NotePair.between({ ...ends, room, peer: this.#peer });
    if (pair === null || this.#over) return null;
    const known = { pair, got: new Set<string>() };
    this.#known.set(key, known);
    return known;
  }

  #repeat(reader: Reader): void {
    for (const line of ownLines(this.#thread).slice(-MOST_REPEATED)) {
      if (!reader.known.got.has(line.id)) this.#deliver(line, reader);
    }
  }

  async #open({ from, iv, box }: Message<"note">): Promise<void> {
    const reader = this.#readers.find(({ id }) => id === from);
    const message = (await reader?.known.pair.open({ iv, box })) ?? null;
    if (reader === undefined || message === null || this.#over) return;
    this.#take(message, reader);
    this.#options.onChange();
  }

  #take(message: NoteMessage, reader: Reader): void {
    if (message.k === "got") {
      reader.known.got.add(message.id);
      this.#thread = acknowledge(this.#thread, message.id);
      return;
    }
    const before = this.#thread;
    this.#thread = receive(before, message.id, presentableNote(message.text), Date.now());
    if (!knows(this.#thread, message.id)) return;
    this.#outbox.add(() => this.#send(reader, { k: "got", id: message.id }));
    if (this.#thread !== before) this.#options.onLine(reader.id);
  }

  #deliver({ id, text }: NoteLine, reader: Reader): void {
    this.#outbox.add(() => this.#send(reader, { k: "text", id, text }));
  }

  async #send(reader: Reader, content: Parameters<NotePair["seal"]>[0]): Promise<void> {
    const sealed = await reader.known.pair.seal(content);
    if (!this.#over) this.#options.send({ t: "note", to: reader.id, ...sealed });
  }
}
