/** What stands inside a sealed note (docs/protocol.md, "Notes"). */

import { count, type Guarded, oneOf, readJson, shape, text } from "./shape.ts";

const kinds = {
  /** `n` counts what one side has sealed with one key; `id` stays when a line is said again. */
  text: shape({ n: count, k: oneOf("text"), id: text(36), text: text(4_096) }),
  got: shape({ n: count, k: oneOf("got"), id: text(36) }),
};

export type NoteMessage = Guarded<(typeof kinds)[keyof typeof kinds]>;
/** Before it has a number. */
export type NoteContent =
  | { readonly k: "text"; readonly id: string; readonly text: string }
  | { readonly k: "got"; readonly id: string };

/** Returns null for anything that is not a note we know. */
export function parseNote(source: string): NoteMessage | null {
  const value = readJson(source);
  return kinds.text(value) || kinds.got(value) ? value : null;
}
