/** Asks before an appointment is moved and mails leave. The page brings the words. */

import type { MoveQuestion } from "../pure/calendar-settings.ts";

/** True for yes; false for no, Escape, or a window that closes. */
export function askToMove(dialog: HTMLDialogElement, question: MoveQuestion): Promise<boolean> {
  say(dialog, "title", question.title);
  say(dialog, "before", question.before);
  say(dialog, "after", question.after);
  say(dialog, "mails", question.mails);
  const warnings = part(dialog, "warnings");
  warnings.hidden = question.warnings.length === 0;
  warnings.querySelector("ul")?.remove();
  warnings.append(listOf(question.warnings));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "move"), { once: true });
  });
}

function part(dialog: HTMLElement, name: string): HTMLElement {
  const found = dialog.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (!found) throw new TypeError(`the dialog has no ${name}`);
  return found;
}

function say(dialog: HTMLElement, name: string, text: string): void {
  part(dialog, name).textContent = text;
}

function listOf(sentences: readonly string[]): HTMLUListElement {
  const list = document.createElement("ul");
  for (const sentence of sentences) {
    const row = document.createElement("li");
    row.textContent = sentence;
    list.append(row);
  }
  return list;
}
