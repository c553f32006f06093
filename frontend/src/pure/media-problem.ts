/** Why a device gives nothing, from the name of the browser's error (W3C Media Capture). */

import type { DeviceProblem } from "./media-state.ts";

export function problemOf(errorName: string, secureContext: boolean): DeviceProblem {
  if (!secureContext) return "insecure";
  switch (errorName) {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "other";
  }
}
