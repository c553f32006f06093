/** The resume ticket in the tab's storage: what brings a reloaded page back into its call. */

import type { ResumeStore } from "./session-api.ts";

const KEY = "videoberatung.resume";

/**
 * `place` is the address of the page, so that the ticket of one room never opens another.
 * A browser that refuses storage only loses the way back after a reload.
 */
export function resumeStore(storage: Storage, place: string): ResumeStore {
  return {
    read() {
      const [keptPlace, ticket] = (quietly(() => storage.getItem(KEY)) ?? "").split("\n");
      return keptPlace === place && ticket ? ticket : null;
    },
    write(ticket) {
      quietly(() => storage.setItem(KEY, `${place}\n${ticket}`));
    },
    clear() {
      quietly(() => storage.removeItem(KEY));
    },
  };
}

function quietly<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}
