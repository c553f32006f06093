/**
 * A window left open notices that somebody signed in or out, or chose another practice, in
 * another one. The server refuses what such a window sends anyway; this tells the person
 * before they have written in vain.
 */

import { readMark } from "../pure/session-mark.ts";
import { markUrl, ownMark } from "./_authority.ts";

const CHANNEL = "session";
const mine = ownMark() ?? "";
let told = false;

function watch(): void {
  const others = new BroadcastChannel(CHANNEL);
  others.addEventListener("message", ({ data }) => data !== mine && void compare());
  others.postMessage(mine);
  // Signed out elsewhere, or by time: no other window of this browser says so.
  addEventListener("focus", () => void compare());
  addEventListener("pageshow", (event) => event.persisted && void compare());
  document.addEventListener("visibilitychange", () => !document.hidden && void compare());
}

/** Asks, so that a message from a window that is itself stale raises no false alarm. */
async function compare(): Promise<void> {
  if (told) return;
  try {
    const answer = await fetch(markUrl(), { headers: { Accept: "application/json" } });
    if (answer.ok && readMark(await answer.json()) !== mine) tell();
  } catch {
    // No network now: the next look tries again, and the server decides in any case.
  }
}

function tell(): void {
  const words = document.querySelector<HTMLTemplateElement>("#session-changed");
  if (told || !words) return;
  told = true;
  document.body.prepend(words.content.cloneNode(true));
  // What was typed stays in the window instead of travelling to a refusal; nor does the
  // browser ask to complete a form that will not be sent.
  for (const form of document.forms) form.noValidate = true;
  addEventListener("submit", keep, { capture: true });
}

function keep(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>(".session-changed")?.focus();
}

watch();
