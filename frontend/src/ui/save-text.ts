/** Hands a small text to the browser as a file to save; nothing leaves the device. */
export function saveText(file: { readonly name: string; readonly text: string }): void {
  const address = URL.createObjectURL(new Blob([file.text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(address);
}
