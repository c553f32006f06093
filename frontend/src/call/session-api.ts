/** What a page sees of a session; `openSession` in session.ts makes one. */

import type { SessionEvent, SessionView } from "../pure/session-state.ts";
import type { Media } from "./media-api.ts";

export interface SessionOptions {
  /** Path or address of the socket: `/live/<practice key>/`. */
  readonly url: string;
  /**
   * A fresh `enter` ticket from the page. Throws `TicketRefused` when there will be none;
   * anything else counts as a lost network and is tried again.
   */
  readonly fetchTicket: () => Promise<string>;
  /** Keeps the resume ticket while the call lasts; see resume-store.ts. */
  readonly store: ResumeStore;
  /** `name` is what peers read; a participant's is the one given to `knock`, so "" is fine. */
  readonly self: { readonly name: string; readonly role: "moderator" | "participant" };
  readonly media: Media;
  /** Hide the own address: use the operator's relay only. Default false. */
  readonly relayOnly?: boolean;
  /** Called with a new picture after each change, at most once per task. */
  readonly onChange: (view: SessionView<MediaStream>) => void;
  readonly onEvent: (event: SessionEvent) => void;
}

export interface ResumeStore {
  read(): string | null;
  write(ticket: string): void;
  clear(): void;
}

/** Orders are sent at once or not at all: while `signallingLost` they do nothing but `knock`. */
export interface Session {
  readonly view: SessionView<MediaStream>;
  /** Ask to be let in; remembered, so it may be called before the socket is open. */
  knock(name: string): void;
  admit(peer: string): void;
  refuse(peer: string): void;
  remove(peer: string): void;
  lock(): void;
  unlock(): void;
  /** End the session for all. */
  end(): void;
  /** Hang up and forget the resume ticket; the stage becomes `ended` with why `left`. */
  leave(): void;
  /** False: empty or longer than 8 KiB; nothing was sent. */
  sendChat(text: string): boolean;
  /** `to`: one who waits; without it to the practice, from the waiting room. */
  sendNote(text: string, to?: string): void;
  /** The notes of one who waits, or those of the practice, have been seen. */
  lookAtNotes(from?: string): void;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  chooseDevice(kind: "microphone" | "camera" | "speaker", id: string): Promise<void>;
  /** Stop everything without a word to the server; media stays open, it belongs to the page. */
  close(): void;
}
