/** What the portal draws of everybody who waits in the practice. */

import type { WaitingView } from "./session-state.ts";

export interface LobbyView {
  /** `closed`: the page's right to watch has ended (signed out, no ticket). */
  readonly stage: "connecting" | "live" | "lost" | "closed";
  /** Longest first. */
  readonly waiting: readonly WaitingView[];
}
