/** The practice's colour: picker and field agree, and the preview follows at once. */

import "./base.ts";

const picker = document.querySelector('input[name="picker"]');
const field = document.querySelector('input[name="accent"]');
const sheet = document.getElementById("preview-styles");
const COLOUR = /^#[0-9a-f]{6}$/i;

if (
  picker instanceof HTMLInputElement &&
  field instanceof HTMLInputElement &&
  sheet instanceof HTMLLinkElement
) {
  const preview = (colour: string): void => {
    const address = new URL(sheet.href);
    address.searchParams.set("colour", colour.toLowerCase());
    sheet.href = address.href;
  };
  picker.addEventListener("change", () => {
    field.value = picker.value;
    preview(picker.value);
  });
  field.addEventListener("input", () => {
    if (!COLOUR.test(field.value)) return;
    picker.value = field.value.toLowerCase();
    preview(field.value);
  });
}
