/** The picture of a person, beside their name: it says nothing that the name does not. */

import { html, nothing } from "lit-html";

/** Nothing without an address; gone when the picture was withdrawn in the meantime. */
export function face(url: string): unknown {
  if (!url) return nothing;
  return html`<img class="portrait" src=${url} alt="" width="512" height="512" @error=${hide} />`;
}

function hide(event: Event): void {
  if (event.target instanceof HTMLElement) event.target.hidden = true;
}
