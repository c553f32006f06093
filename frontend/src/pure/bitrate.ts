/** How much picture each receiver gets: every one has an encoder of its own in a mesh. */

export interface PictureLimit {
  readonly bits_per_second: number;
  readonly frames_per_second: number;
  readonly height: number;
}

const LIMITS: readonly PictureLimit[] = [
  { bits_per_second: 1_200_000, frames_per_second: 30, height: 720 },
  { bits_per_second: 800_000, frames_per_second: 25, height: 540 },
  { bits_per_second: 500_000, frames_per_second: 24, height: 360 },
];
const SMALLEST: PictureLimit = { bits_per_second: 250_000, frames_per_second: 15, height: 270 };

/**
 * Before and shortly after a call begins. A small picture is captured sooner, and browsers start
 * at about 300 kbit/s: a larger one would wait until the browser has made it smaller by itself.
 */
export const FIRST_PICTURE: Pick<PictureLimit, "height"> = { height: 360 };

/** The line is known well enough for a larger picture after this time. */
export const GROW_AFTER_MS = 3_000;

/** `others` is the number of receivers, at least one. */
export function pictureLimit(others: number): PictureLimit {
  return LIMITS[others - 1] ?? SMALLEST;
}

/** Factor for `scaleResolutionDownBy`, never below 1; 1 while the height is unknown. */
export function scaleDown(height: number | undefined, limit: Pick<PictureLimit, "height">): number {
  return height === undefined ? 1 : Math.max(1, height / limit.height);
}

export const SOUND_BITS_PER_SECOND = 32_000;
