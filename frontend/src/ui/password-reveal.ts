/** A button beside each password field that shows what was typed. */

export function addReveals(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-show]")) {
    field.insertAdjacentElement("afterend", buttonFor(field));
  }
}

function buttonFor(field: HTMLInputElement): HTMLButtonElement {
  const { show = "", hide = "" } = field.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link small";
  button.textContent = show;
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const wasHidden = field.type === "password";
    field.type = wasHidden ? "text" : "password";
    button.textContent = wasHidden ? hide : show;
  });
  // A browser keeps what was typed in a text field; a password is none when it is sent.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
  return button;
}
