/** The meter of the own microphone, and the loudspeaker. */

import { loudness } from "../pure/loudness.ts";

const WINDOW_SAMPLES = 1_024;
const TONE_HZ = 523;
const TONE_S = 0.6;
const TONE_LOUDNESS = 0.2;

export class Meter {
  #context: AudioContext | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  #analyser: AnalyserNode | null = null;
  #track: MediaStreamTrack | null = null;
  readonly #samples = new Float32Array(WINDOW_SAMPLES);

  /** Another microphone, or none. */
  follow(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#source?.disconnect();
    this.#source = null;
  }

  /** Opens the sound machinery at the first call. */
  level(): number {
    if (this.#track === null) return 0;
    this.#context ??= new AudioContext();
    // Browsers start it silent until the person has clicked anywhere.
    if (this.#context.state === "suspended") void this.#context.resume();
    this.#analyser ??= new AnalyserNode(this.#context, { fftSize: WINDOW_SAMPLES });
    if (this.#source === null) {
      this.#source = this.#context.createMediaStreamSource(new MediaStream([this.#track]));
      this.#source.connect(this.#analyser);
    }
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return loudness(this.#samples);
  }

  close(): void {
    this.follow(null);
    void this.#context?.close();
    this.#context = null;
    this.#analyser = null;
  }
}

export const canChooseSpeaker =
  typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;

/** All elements that play to the chosen loudspeaker. */
export class Speaker {
  #chosen = "";
  readonly #elements = new Set<HTMLMediaElement>();

  get chosen(): string {
    return this.#chosen;
  }

  async choose(id: string): Promise<void> {
    this.#chosen = id;
    await Promise.all([...this.#elements].map((element) => this.#direct(element)));
  }

  attach(element: HTMLMediaElement): () => void {
    this.#elements.add(element);
    void this.#direct(element);
    return () => this.#elements.delete(element);
  }

  async playTone(): Promise<void> {
    const context = new AudioContext();
    try {
      const out = new MediaStreamAudioDestinationNode(context);
      const gain = new GainNode(context, { gain: 0 });
      const tone = new OscillatorNode(context, { frequency: TONE_HZ });
      tone.connect(gain).connect(out);
      // Swells and fades: a hard edge would click.
      gain.gain.setTargetAtTime(TONE_LOUDNESS, context.currentTime, 0.05);
      gain.gain.setTargetAtTime(0, context.currentTime + TONE_S * 0.6, 0.08);
      const element = new Audio();
      element.srcObject = out.stream;
      await this.#direct(element);
      await element.play();
      const finished = new Promise((resolve) => {
        tone.onended = resolve;
      });
      tone.start();
      tone.stop(context.currentTime + TONE_S);
      await finished;
      element.srcObject = null;
    } finally {
      await context.close();
    }
  }

  async #direct(element: HTMLMediaElement): Promise<void> {
    if (!canChooseSpeaker) return;
    try {
      await element.setSinkId(this.#chosen);
    } catch {
      // Unplugged meanwhile: the system's loudspeaker plays on.
    }
  }
}
