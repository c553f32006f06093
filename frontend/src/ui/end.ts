/** The last screen: what happened, what became of the data, and a way on. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { RoomView } from "../pure/room-view.ts";
import type { Controls } from "./controls.ts";
import { receipt } from "./receipt.ts";
import { phone } from "./waiting-room.ts";

export function end(view: RoomView, act: Controls): TemplateResult {
  const { config, words } = view;
  const isModerator = config.role === "moderator";
  return html`<div class="waiting stack">
    ${what(view, act)} ${receipt(view, act)}
    ${
      isModerator
        ? html`<a class="button" href=${config.backUrl}>${words.end.toPortal}</a>`
        : phone(config.practicePhone, words.end.phone)
    }
  </div>`;
}

function what(view: RoomView, act: Controls): TemplateResult {
  const words = view.words.end;
  const isModerator = view.config.role === "moderator";
  const stage = view.session?.stage ?? { at: "refused" as const, code: view.config.door };
  if (view.shut !== null) {
    return said(
      words.refused,
      view.words.refusals[view.shut] ?? "",
      button(words.again, act.comeBack),
    );
  }
  switch (stage.at) {
    case "ended":
      if (stage.why === "left") {
        const help = isModerator ? words.leftModeratorHelp : words.leftHelp;
        return said(
          words.left,
          help,
          button(words.comeBack, () => act.comeBack()),
        );
      }
      return said(
        words.ended,
        words.reasons[stage.why],
        isModerator && stage.why !== "cancelled" && stage.why !== "over"
          ? button(words.openAgain, () => act.openAgain())
          : isModerator
            ? nothing
            : html`<p class="soft">${words.thanks}</p>`,
      );
    case "removed":
      return said(words.removed, words.removedHelp, nothing);
    case "replaced":
      return said(
        words.replaced,
        words.replacedHelp,
        button(words.takeBack, () => act.comeBack()),
      );
    case "unreachable":
      return said(
        words.unreachable,
        words.unreachableHelp,
        button(words.again, () => act.comeBack()),
      );
    case "refused":
      return declined(view, stage.code, act);
    case "connecting":
    case "waiting":
    case "inside":
      return html``;
  }
}

function declined(view: RoomView, code: string | null, act: Controls): TemplateResult {
  const words = view.words.end;
  if (code === "over" || code === "cancelled" || code === "ended" || code === "signed_out") {
    const again = view.config.role === "moderator" && code === "ended";
    return said(
      words.ended,
      words.reasons[code],
      again ? button(words.openAgain, () => act.openAgain()) : nothing,
    );
  }
  if (code === "too_many" || code === "session_changed") {
    return said(
      words.refused,
      view.words.refusals[code] ?? "",
      button(words.again, () => act.comeBack()),
    );
  }
  return said(words.refused, words.refusedHelp, nothing);
}

function said(heading: string, text: string, more: unknown): TemplateResult {
  return html`<h1 tabindex="-1">${heading}</h1>
    ${text ? html`<p>${text}</p>` : nothing} ${more}`;
}

function button(label: string, click: () => void): TemplateResult {
  return html`<button type="button" class="button quiet" @click=${click}>${label}</button>`;
}
