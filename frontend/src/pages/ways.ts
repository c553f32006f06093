/** Ways to invite somebody: copy the link, print the sheet. Without this script the link can be
 * selected and the browser's own menu prints. */

import "./base.ts";
import { offerCopying } from "../ui/copy.ts";

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  offerCopying(button);
}
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
