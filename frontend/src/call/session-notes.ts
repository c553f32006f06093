/** The notes of one session: of the one who waits, or of the moderator who reads them. */

import { emptyThread, type Thread } from "../pure/note-thread.ts";
import type { RoomState } from "../pure/room-state.ts";
import type { ServerMessage } from "../pure/server-messages.ts";
import type { Role } from "../pure/session-state.ts";
import { DeskNotes } from "./desk-notes.ts";
import { makeNoteKeys } from "./notes.ts";
import { type NotesOptions, WaitingNotes } from "./waiting-notes.ts";

export interface NotesView {
  /** What somebody who waits and the practice have written. */
  readonly notes: Thread;
  /** For moderators: by peer. */
  readonly threads: ReadonlyMap<string, Thread>;
}

export const noNotes: NotesView = { notes: emptyThread, threads: new Map() };

/** Null where this browser can seal nothing. */
export async function openNotes(
  role: Role,
  options: Omit<NotesOptions, "keys">,
): Promise<SessionNotes | null> {
  const keys = await makeNoteKeys();
  return keys && new SessionNotes(role, { ...options, keys });
}

export class SessionNotes {
  readonly #options: NotesOptions;
  readonly #desk: DeskNotes | null;
  #waiting: WaitingNotes | null = null;
  #over = false;

  constructor(role: Role, options: NotesOptions) {
    this.#options = options;
    this.#desk = role === "moderator" ? new DeskNotes(options) : null;
  }

  /** To be said with the knock; undefined once waiting is over. */
  get key(): string | undefined {
    return this.#over ? undefined : this.#options.keys.public;
  }

  get view(): NotesView {
    return {
      notes: this.#waiting?.thread ?? emptyThread,
      threads: this.#desk?.threads ?? noNotes.threads,
    };
  }

  /** `room`: what is known of it, this message included. */
  hear(message: ServerMessage, room: RoomState): void {
    if (this.#over) return;
    if (this.#desk !== null) this.#desk.hear(message, room.waiting);
    else if (message.t === "admitted") this.forget();
    else if (room.self !== null) {
      this.#waiting ??= new WaitingNotes(room.self, this.#options);
      this.#waiting.hear(message);
    }
  }

  /** `to`: one who waits; nobody named for who waits themselves. */
  say(text: string, to?: string): void {
    if (to === undefined) this.#waiting?.say(text);
    else this.#desk?.say(to, text);
  }

  /** What came has been seen. */
  look(from?: string): void {
    if (from === undefined) this.#waiting?.look();
    else this.#desk?.look(from);
  }

  forget(): void {
    this.#over = true;
    this.#waiting?.forget();
    this.#desk?.forget();
  }
}
