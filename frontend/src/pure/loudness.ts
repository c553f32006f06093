/** How loud a moment of sound is, for a meter a person looks at. */

const SILENCE_DB = -60;
const LOUD_DB = -10;

/** `samples` are between -1 and 1; the result between 0 (silent) and 1 (loud). */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < samples.length; index += 1) sum += (samples[index] ?? 0) ** 2;
  if (sum === 0) return 0;
  const decibels = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, (decibels - SILENCE_DB) / (LOUD_DB - SILENCE_DB)));
}
