/** The chosen devices, remembered in the tab while the call lasts. */

import type { DeviceKind } from "../pure/media-state.ts";
import { orNull, readJson, shape, text } from "../pure/shape.ts";

const KEY = "videoberatung.devices";
const LONGEST_ID = 512;

const isChoice = shape({
  microphone: orNull(text(LONGEST_ID)),
  camera: orNull(text(LONGEST_ID)),
  speaker: orNull(text(LONGEST_ID)),
});

export type DeviceChoice = Readonly<Record<DeviceKind, string | null>>;

/** Storage may be switched off; then the choice lasts as long as the page. */
export class RememberedChoice {
  readonly #storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  #choice: DeviceChoice = { microphone: null, camera: null, speaker: null };

  constructor(storage: Pick<Storage, "getItem" | "setItem" | "removeItem">) {
    this.#storage = storage;
    this.#quietly(() => {
      const kept = readJson(storage.getItem(KEY));
      if (isChoice(kept)) this.#choice = kept;
    });
  }

  get current(): DeviceChoice {
    return this.#choice;
  }

  choose(kind: DeviceKind, id: string): void {
    this.#choice = { ...this.#choice, [kind]: id };
    this.#quietly(() => this.#storage.setItem(KEY, JSON.stringify(this.#choice)));
  }

  forget(): void {
    this.#quietly(() => this.#storage.removeItem(KEY));
  }

  #quietly(act: () => void): void {
    try {
      act();
    } catch {
      // Blocked or full: nothing depends on it.
    }
  }
}
