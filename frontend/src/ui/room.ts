import { html, type TemplateResult } from "lit-html";
import { type RoomView, screenOf } from "../pure/room-view.ts";
import { call } from "./call.ts";
import type { Controls } from "./controls.ts";
import { door } from "./door.ts";
import { end } from "./end.ts";
import { waitingRoom } from "./waiting-room.ts";

/** The whole page for a view. */
export function room(view: RoomView<MediaStream>, act: Controls): TemplateResult {
  switch (screenOf(view)) {
    case "door":
      return html`${door(view, act)}`;
    case "waiting":
      return html`${waitingRoom(view, act)}`;
    case "room":
      return html`${call(view, act)}`;
    case "end":
      return html`${end(view, act)}`;
  }
}
