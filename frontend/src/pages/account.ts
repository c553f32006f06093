/** Pages about signing in: passkeys, passwords that can be shown, codes that can be printed. */

import "./base.ts";
import { canOffer, createPasskey, usePasskey } from "../call/passkeys.ts";
import { addReveals } from "../ui/password-reveal.ts";

let pending = new AbortController();

function prepare(form: HTMLFormElement): void {
  if (!("PublicKeyCredential" in window)) {
    const sentence = form.querySelector<HTMLElement>("[data-unsupported]");
    if (sentence) sentence.hidden = false;
    return;
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form, form.dataset.passkey === "add" ? create(form) : ask(form));
  });
  if (form.dataset.passkey === "sign-in") void offer(form);
}

async function create(form: HTMLFormElement): Promise<string> {
  return createPasskey(await optionsOf(form));
}

async function ask(form: HTMLFormElement): Promise<string> {
  // Only one question at a time: the silent offer ends.
  pending.abort();
  pending = new AbortController();
  return usePasskey(await optionsOf(form), { signal: pending.signal });
}

/** Where the browser can, passkeys stand in the list below the field for the address. */
async function offer(form: HTMLFormElement): Promise<void> {
  if (!(await canOffer())) return;
  const { signal } = pending;
  try {
    const options = await optionsOf(form);
    if (signal.aborted) return;
    submit(form, await usePasskey(options, { signal, offer: true }));
  } catch {
    // Nobody took it, or the button was faster; the button and the password remain.
  }
}

async function send(form: HTMLFormElement, answer: Promise<string>): Promise<void> {
  const problem = form.querySelector<HTMLElement>("[data-problem]");
  if (problem) problem.hidden = true;
  try {
    submit(form, await answer);
  } catch {
    // Cancelled, timed out, not on this device: the browser does not say which, on purpose.
    if (problem) problem.hidden = false;
  }
}

function submit(form: HTMLFormElement, credential: string): void {
  const field = form.elements.namedItem("credential");
  if (field instanceof HTMLInputElement) field.value = credential;
  form.submit();
}

async function optionsOf(form: HTMLFormElement): Promise<unknown> {
  const written = form.querySelector("script[type='application/json']")?.textContent;
  if (written) return JSON.parse(written);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  const body: unknown = await answer.json();
  return typeof body === "object" && body && "request_options" in body
    ? body.request_options
    : null;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) prepare(form);
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
addReveals();
