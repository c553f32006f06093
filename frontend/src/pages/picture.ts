/** The page of the profile picture: what is chosen is shown, and cut before it is sent. */

import "./base.ts";
import { cropper } from "../ui/cropper.ts";

const root = document.getElementById("crop");
const file = document.querySelector<HTMLInputElement>("#picture-form input[type=file]");

if (root && file) {
  const crop = cropper(root);
  const chosen = async (): Promise<void> => {
    const picture = file.files?.[0];
    const tooLarge = (picture?.size ?? 0) > Number(file.dataset.mostBytes);
    // Said before ten megabytes have been sent for nothing.
    file.setCustomValidity(tooLarge ? (file.dataset.tooLarge ?? "") : "");
    crop.show(picture && !tooLarge ? await decoded(picture) : null);
    file.reportValidity();
  };
  file.addEventListener("change", () => void chosen());
  // After going back the browser still knows the file.
  if (file.files?.length) void chosen();
}

/** null for what is no picture; the service says what is wrong with it. */
async function decoded(file: File): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}
