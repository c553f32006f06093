/** What a person may do on the room page; pages/room.ts fills it in. */

import type { DeviceKind } from "../pure/media-state.ts";
import type { NoteControls } from "./notes.ts";

export interface Controls {
  readonly notes: NoteControls;
  askForDevices(): void;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  choose(kind: DeviceKind, id: string): void;
  playTestTone(): void;
  enter(name: string): void;
  leave(): void;
  end(): void;
  admit(peer: string): void;
  refuse(peer: string): void;
  send(text: string): boolean;
  toggle(panel: "chat" | "devices" | "waiting"): void;
  unblockSound(): void;
  comeBack(): void;
  openAgain(): void;
  /** Puts a small text where the browser saves files. */
  saveFile(file: { readonly name: string; readonly text: string }): void;
  /** Puts a text on the clipboard and says `done`, or `failed`. */
  copy(text: string, done: string, failed: string): void;
}
