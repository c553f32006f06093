/** Shows the square of a picture that the sliders choose; it can be dragged, too. */

import { type Crop, dragged, squareOf } from "../pure/crop.ts";

export interface Cropper {
  /** Start with another picture, in its middle; null takes the last one away. */
  show(picture: ImageBitmap | null): void;
}

export function cropper(root: HTMLElement): Cropper {
  const canvas = root.querySelector("canvas");
  const context = canvas?.getContext("2d");
  const sliders = [...root.querySelectorAll("input")];
  let picture: ImageBitmap | null = null;

  const draw = (): void => {
    if (!canvas || !context || !picture) return;
    const { x, y, edge } = squareOf(picture, chosen(sliders));
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, x, y, edge, edge, 0, 0, canvas.width, canvas.height);
  };
  const drag = (event: PointerEvent): void => {
    if (!canvas || !picture || !canvas.hasPointerCapture(event.pointerId)) return;
    const right = event.movementX / canvas.clientWidth;
    const down = event.movementY / canvas.clientHeight;
    choose(sliders, dragged(picture, chosen(sliders), right, down));
    draw();
  };
  root.addEventListener("input", draw);
  canvas?.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
  canvas?.addEventListener("pointermove", drag);

  return {
    show(next) {
      picture?.close();
      picture = next;
      root.hidden = next === null;
      for (const slider of sliders) slider.value = slider.defaultValue;
      draw();
    },
  };
}

function chosen(sliders: HTMLInputElement[]): Crop {
  const value = (name: string): number =>
    sliders.find((one) => one.name === name)?.valueAsNumber ?? 0;
  return { left: value("left"), top: value("top"), zoom: value("zoom") };
}

function choose(sliders: HTMLInputElement[], crop: Crop): void {
  for (const slider of sliders) {
    if (slider.name === "left") slider.valueAsNumber = crop.left;
    if (slider.name === "top") slider.valueAsNumber = crop.top;
  }
}
