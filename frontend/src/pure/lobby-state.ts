/** What the portal draws of everybody who waits in the practice. */

import type { Thread } from "./note-thread.ts";
import type { WaitingView } from "./session-state.ts";

export interface LobbyView {
  /** `closed`: the page's right to watch has ended (signed out, no ticket). */
  readonly stage: "connecting" | "live" | "lost" | "closed";
  /** Longest first. */
  readonly waiting: readonly WaitingView[];
  /** By peer who waits; only for whose browser reads notes. */
  readonly threads: ReadonlyMap<string, Thread>;
}
