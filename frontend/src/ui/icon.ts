/** The product's line drawings, 24 by 24; words stand beside or beneath each of them. */

import { html, type TemplateResult } from "lit-html";
import drawings from "../../../videoberatung/base/icons.json";

export type IconName = keyof typeof drawings;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${drawings[name]}></path>
  </svg>`;
}
