import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { icon } from "./icon.ts";

/**
 * A named picture. The element is there without a stream too, so that it keeps its place
 * and its name; `cover` says in words why nothing is to be seen.
 */
export function picture(options: {
  readonly label: string;
  readonly caption: string;
  readonly stream: MediaStream | null;
  readonly cover: string;
  readonly self: boolean;
}): TemplateResult {
  const { label, caption, stream, cover, self } = options;
  return html`<div class="picture ${self ? "self" : ""}">
    <video
      class=${self ? "mirrored" : ""}
      aria-label=${label}
      autoplay
      playsinline
      muted
      .muted=${true}
      .srcObject=${kept(stream)}
      ?hidden=${stream === null}
    ></video>
    ${stream === null ? html`<p class="cover">${icon("person")}<span>${cover}</span></p>` : nothing}
    ${caption ? html`<span class="name">${caption}</span>` : nothing}
  </div>`;
}

/** Somebody's sound. `play` may be refused until the person has clicked somewhere. */
export function sound(stream: MediaStream | null): TemplateResult {
  return html`<audio autoplay .srcObject=${kept(stream)}></audio>`;
}

/** Given anew, even the same stream restarts the element: sound and picture would stutter. */
function kept(stream: MediaStream | null): unknown {
  return guard([stream], () => stream);
}
