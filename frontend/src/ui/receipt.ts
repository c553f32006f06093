/** The receipt on the last screen: what existed, what became of it, and a way to keep it. */

import { html, nothing, type TemplateResult } from "lit-html";
import { type Receipt, readReceipt, receiptFile } from "../pure/receipt.ts";
import type { RoomView } from "../pure/room-view.ts";
import { type Clock, timeOfDay } from "../pure/span.ts";
import type { Words } from "../pure/words.ts";
import type { Controls } from "./controls.ts";
import { icon } from "./icon.ts";

export function receipt(view: RoomView, act: Controls): unknown {
  const stage = view.session?.stage;
  if (stage?.at !== "ended" || stage.why === "left") return nothing;
  const words = view.words.receipt;
  const signed = stage.receipt;
  const read = signed === null ? null : readReceipt(signed);
  if (signed === null || read === null) return html`<p class="soft">${words.none}</p>`;
  const from = timeOfDay(read.opened_at * 1000, view.clock);
  const to = timeOfDay(read.ended_at * 1000, view.clock);
  return html`<section class="card receipt" aria-labelledby="receipt-heading">
    <h2 id="receipt-heading">${words.heading}</h2>
    <p class="soft">${words.span(from, to)} ${words.intro}</p>
    <ul class="deleted">
      <li>${icon("no-recording")}<span>${words.content}</span><strong>${words.never}</strong></li>
      ${read.items.filter((item) => item.count > 0).map((item) => line(item, words, view.clock))}
    </ul>
    <p class="small soft">${icon("lock")}${words.signed}</p>
    ${toKeep(signed, read, words, act)}
    <p class="small soft" role="status">${isAbout(view.notice, words) ? view.notice : ""}</p>
  </section>`;
}

/** Who left meanwhile is no word about the receipt. */
function isAbout(notice: string, words: Words["receipt"]): boolean {
  return notice === words.copied || notice === words.notCopied;
}

function toKeep(signed: string, read: Receipt, words: Words["receipt"], act: Controls): unknown {
  const address = new URL(CHECKED_AT, location.origin).href;
  const save = () => act.saveFile(receiptFile(signed, read, words, address));
  const copy = () => act.copy(signed, words.copied, words.notCopied);
  return html`<div class="row">
    <button type="button" class="button quiet small" @click=${save}>
      ${icon("download")}${words.save}
    </button>
    <button type="button" class="button quiet small" @click=${copy}>
      ${icon("copy")}${words.copy}
    </button>
    <a class="small" href=${CHECKED_AT} target="_blank" rel="noopener">${words.check}</a>
  </div>`;
}

const CHECKED_AT = "/receipt/";

function line(
  item: Receipt["items"][number],
  words: Words["receipt"],
  clock: Clock,
): TemplateResult {
  const gone =
    item.deleted === "now" ? words.deletedNow : words.deletedBy(timeOfDay(item.at * 1000, clock));
  return html`<li>
    ${icon(item.deleted === "now" ? "check" : "clock")}
    <span>${words.items[item.what](item.count)}</span><strong class="num">${gone}</strong>
  </li>`;
}
