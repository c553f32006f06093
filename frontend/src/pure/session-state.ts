/**
 * What a page draws while somebody waits or talks: one immutable picture of the session.
 *
 * `Stream` stands for the browser's MediaStream, which this folder must not know.
 */

import type { Thread } from "./note-thread.ts";

export type Role = "moderator" | "participant";

export type EndReason =
  | "left"
  | "moderator"
  | "empty"
  | "cancelled"
  | "over"
  | "signed_out"
  | "withdrawn"
  | "ended";

/** Where the person stands. `since` is in milliseconds of this computer's clock. */
export type Stage =
  | { readonly at: "connecting" }
  | { readonly at: "waiting"; readonly since: number; readonly moderatorPresent: boolean }
  | { readonly at: "inside" }
  /** The moderator declined, or no ticket was given; then `code` says why (`too_early`, …). */
  | { readonly at: "refused"; readonly code: string | null }
  | { readonly at: "removed" }
  /** The same browser opened the room again in another tab. */
  | { readonly at: "replaced" }
  /** `receipt` is the signed text of docs/protocol.md; null where signalling gave none. */
  | { readonly at: "ended"; readonly why: EndReason; readonly receipt: string | null }
  /** The server has not answered for a while; the session keeps trying. */
  | { readonly at: "unreachable" };

export type LinkView = "connecting" | "connected" | "suspect" | "restarting" | "unreachable";

/** 5 is very good, 1 is very bad: docs/protocol.md does not carry it, each side measures. */
export type QualityClass = 1 | 2 | 3 | 4 | 5;

export interface PeerView<Stream = unknown> {
  readonly peer: string;
  readonly role: Role;
  /** Empty until known. */
  readonly name: string;
  readonly link: LinkView;
  /** What the peer says of its own devices. */
  readonly mic: boolean;
  readonly cam: boolean;
  /** One stream per element: `sound` for an <audio>, `picture` for a muted <video>. */
  readonly sound: Stream | null;
  readonly picture: Stream | null;
  readonly route: "direct" | "relayed" | null;
  readonly quality: QualityClass | null;
}

export interface WaitingView {
  readonly room: string;
  readonly peer: string;
  readonly name: string;
  readonly since: number;
  /** The same invitation is in use in another browser. */
  readonly second: boolean;
  /** With which notes are sealed for this person; null: this browser reads none. */
  readonly key: string | null;
}

export interface ChatLine {
  readonly id: string;
  /** Peer id of the sender; the own one for own lines. */
  readonly from: string;
  readonly name: string;
  readonly mine: boolean;
  readonly text: string;
  readonly at: number;
  /** Own lines: everybody who was inside when it was written has it. */
  readonly delivered: boolean;
}

export interface SessionView<Stream = unknown> {
  readonly stage: Stage;
  /** The server is away. A running call goes on; nobody can come in meanwhile. */
  readonly signallingLost: boolean;
  readonly peers: readonly PeerView<Stream>[];
  /** Who waits, longest first; filled for moderators only. */
  readonly waiting: readonly WaitingView[];
  readonly chat: readonly ChatLine[];
  /** What somebody who waits and the practice have written to each other. */
  readonly notes: Thread;
  /** The same for moderators, by peer who waits; only for whose browser reads notes. */
  readonly threads: ReadonlyMap<string, Thread>;
  readonly locked: boolean;
  /** Planned end in milliseconds of this computer's clock; null until known. */
  readonly endsAt: number | null;
}

/** What happens once: for sounds, announcements and short notices. */
export type SessionEvent =
  | { readonly kind: "knocked"; readonly peer: string; readonly name: string }
  | { readonly kind: "joined"; readonly peer: string; readonly name: string }
  | { readonly kind: "left"; readonly peer: string; readonly name: string }
  | { readonly kind: "chat"; readonly line: ChatLine }
  /** A note in the waiting room; to who waits from the practice, which has no name here. */
  | { readonly kind: "note"; readonly peer: string; readonly name: string }
  /** The server refused something: `full`, `locked`, `not_waiting`, …; `about` is its kind. */
  | { readonly kind: "refusal"; readonly code: string; readonly about: string | null };
