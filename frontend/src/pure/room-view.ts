/** One picture of the whole room page: what ui/ draws and pages/room.ts keeps. */

import type { NameProblem } from "./door-name.ts";
import type { MediaView } from "./media-state.ts";
import type { NoteDrafts } from "./note-drafts.ts";
import type { RoomConfig } from "./room-config.ts";
import type { SessionView, Stage } from "./session-state.ts";
import type { Clock } from "./span.ts";
import type { Words } from "./words.ts";

export interface RoomView<Stream = unknown> {
  readonly config: RoomConfig;
  readonly words: Words;
  readonly clock: Clock;
  /** Milliseconds since 1970, moved on every few seconds. */
  readonly now: number;
  readonly media: MediaView<Stream>;
  /** Null before the session was opened. */
  readonly session: SessionView<Stream> | null;
  /** The name given at the door, to be given again after leaving. */
  readonly name: string;
  readonly nameProblem: NameProblem | null;
  readonly panel: "chat" | "devices" | "waiting" | null;
  readonly unread: number;
  readonly chatTooLong: boolean;
  readonly notes: NoteDrafts;
  /** A short word at the top of the call, gone after a while. */
  readonly notice: string;
  /** The browser wants a click before it plays sound. */
  readonly soundBlocked: boolean;
  /** Why nobody may knock now (`locked`, `full`, …); null while one may. */
  readonly shut: string | null;
}

export type Screen = "door" | "waiting" | "room" | "end";

/** Which of the four screens to show. */
export function screenOf(view: RoomView): Screen {
  const stage = view.session?.stage ?? null;
  if (stage === null) return view.config.role === "moderator" ? "room" : "door";
  if (view.shut !== null && stage.at === "connecting") return "end";
  switch (stage.at) {
    case "connecting":
    case "inside":
      return view.config.role === "moderator" ? "room" : isTalking(view) ? "room" : "waiting";
    case "waiting":
      return "waiting";
    case "refused":
      return stage.code === "too_early" ? "door" : "end";
    case "unreachable":
      return isTalking(view) || view.config.role === "moderator" ? "room" : "end";
    case "removed":
    case "replaced":
    case "ended":
      return "end";
  }
}

function isTalking(view: RoomView): boolean {
  return view.session?.stage.at === "inside" || (view.session?.peers.length ?? 0) > 0;
}

/** Whether a sound may announce somebody at the door: never into a conversation. */
export function maySound(session: SessionView | null): boolean {
  return session !== null && session.peers.length === 0;
}

/** Whether the page is done with camera and microphone for good. */
export function isFinal(stage: Stage): boolean {
  return stage.at === "ended" || stage.at === "removed" || stage.at === "replaced";
}
