/** Which square of a picture is shown. The same sums are in videoberatung/accounts/portraits.py. */

/** In percent, as the sliders say it. */
export interface Crop {
  /** Where the square lies in what is left over: 0 at the edge, 100 at the other one. */
  left: number;
  top: number;
  /** 100 is the largest square. */
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

/** In pixels of the picture. */
export interface Square {
  x: number;
  y: number;
  edge: number;
}

export function squareOf(picture: Size, crop: Crop): Square {
  const edge = (Math.min(picture.width, picture.height) * 100) / crop.zoom;
  return {
    x: ((picture.width - edge) * crop.left) / 100,
    y: ((picture.height - edge) * crop.top) / 100,
    edge,
  };
}

/** After the picture was dragged to the right and down, in parts of the square's edge. */
export function dragged(picture: Size, crop: Crop, right: number, down: number): Crop {
  const { edge } = squareOf(picture, crop);
  return {
    zoom: crop.zoom,
    left: shifted(crop.left, right * edge, picture.width - edge),
    top: shifted(crop.top, down * edge, picture.height - edge),
  };
}

function shifted(percent: number, pixels: number, room: number): number {
  if (room <= 0) return percent;
  return Math.min(100, Math.max(0, percent - (pixels / room) * 100));
}
