/** Calls somebody back to the page: two soft tones, and a mark in the title. */

/** Needs a click before it may sound; silent until then. */
export function ring(context: AudioContext): void {
  if (context.state !== "running") return;
  tone(context, 660, 0);
  tone(context, 880, 0.22);
}

/** One tone, lower: somebody has written. Silent as `ring` is. */
export function chime(context: AudioContext): void {
  if (context.state === "running") tone(context, 520, 0);
}

function tone(context: AudioContext, hertz: number, after: number): void {
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  const loudness = new GainNode(context, { gain: 0 });
  const start = context.currentTime + after;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.18, start + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.55);
}

const ownTitle = document.title;

/** Show how many wait in front of the page's title; 0 takes it away. */
export function showInTitle(number: number): void {
  document.title = number > 0 ? `(${number}) ${ownTitle}` : ownTitle;
}
