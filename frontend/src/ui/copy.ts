const SAID_FOR_MS = 3000;

/**
 * Show the button that copies the field named in `data-copy`, and let it say so for a moment
 * (`data-copied`). Where the clipboard is not to be had the field is selected instead.
 */
export function offerCopying(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset.copy ?? "");
  const label = button.querySelector("span");
  if (!(field instanceof HTMLInputElement) || label === null) return;
  const usual = label.textContent;
  label.setAttribute("role", "status");
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(field.value).then(
      () => {
        label.textContent = button.dataset.copied ?? "";
        setTimeout(() => {
          label.textContent = usual;
        }, SAID_FOR_MS);
      },
      () => field.select(),
    );
  });
}
