/** How good a link is, in five classes, from figures the browser measured. */

import type { QualityClass } from "./session-state.ts";

export interface Measure {
  /** Share of packets lost since the last measure, 0 to 1. */
  readonly loss: number;
  readonly roundTrip_ms: number;
  /** Share of sound that had to be made up, 0 to 1. */
  readonly concealed: number;
}

const CLASSES: readonly (readonly [QualityClass, Measure])[] = [
  [5, { loss: 0.02, roundTrip_ms: 150, concealed: 0.01 }],
  [4, { loss: 0.05, roundTrip_ms: 300, concealed: 0.03 }],
  [3, { loss: 0.1, roundTrip_ms: 600, concealed: 0.08 }],
  [2, { loss: 0.2, roundTrip_ms: 1_500, concealed: 1 }],
];

export function classify(measure: Measure): QualityClass {
  const found = CLASSES.find(
    ([, limit]) =>
      measure.loss < limit.loss &&
      measure.roundTrip_ms < limit.roundTrip_ms &&
      measure.concealed <= limit.concealed,
  );
  return found?.[0] ?? 1;
}

const REMEMBERED = 5;

/** Mean of the last measures, the newer ones weighing more; null before the first. */
export function smooth(measures: readonly Measure[]): Measure | null {
  const last = measures.slice(-REMEMBERED);
  if (last.length === 0) return null;
  const weights = last.map((_, index) => index + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (pick: (measure: Measure) => number) =>
    last.reduce((sum, measure, index) => sum + pick(measure) * (weights[index] ?? 0), 0) / total;
  return {
    loss: mean((measure) => measure.loss),
    roundTrip_ms: mean((measure) => measure.roundTrip_ms),
    concealed: mean((measure) => measure.concealed),
  };
}
