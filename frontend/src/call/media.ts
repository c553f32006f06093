/** The own microphone, camera and loudspeaker. */

import { FIRST_PICTURE } from "../pure/bitrate.ts";
import { type Devices, noDevices, pluggedIn, sortDevices } from "../pure/devices.ts";
import type { CaptureView, DeviceKind, MediaView } from "../pure/media-state.ts";
import {
  type Captured,
  type CaptureKind,
  capture,
  captureBoth,
  pictureSize,
  type Wish,
} from "./capture.ts";
import { RememberedChoice } from "./device-choice.ts";
import type { Media, MediaOptions, OwnTracks } from "./media-api.ts";
import { canChooseSpeaker, Meter, Speaker } from "./sound.ts";

export type { Media, MediaOptions, OwnTracks } from "./media-api.ts";

/** Plugging one headset fires several events. */
const SETTLE_MS = 500;
/** Systems silence a device for a moment now and then; longer means something. */
const SILENCED_AFTER_MS = 5_000;

const unused: CaptureView = {
  on: false,
  busy: false,
  device: null,
  problem: null,
  silenced: false,
};

export function openMedia(options: MediaOptions): Media {
  return new OwnMedia(options);
}

class OwnMedia implements Media {
  readonly #options: MediaOptions;
  readonly #choice: RememberedChoice;
  readonly #meter = new Meter();
  readonly #speaker = new Speaker();
  readonly #listeners = new Set<(view: MediaView<MediaStream>) => void>();
  readonly #tracks: Record<CaptureKind, MediaStreamTrack | null> = {
    microphone: null,
    camera: null,
  };
  readonly #views: Record<CaptureKind, CaptureView> = { microphone: unused, camera: unused };
  readonly #muted: Partial<Record<CaptureKind, ReturnType<typeof setTimeout>>> = {};
  #preview: MediaStream | null = null;
  #devices: Devices = noDevices;
  #settling: ReturnType<typeof setTimeout> | undefined;
  /** One switch at a time: browsers mix up two requests for the same device. */
  #queue: Promise<void> = Promise.resolve();
  #closed = false;
  /** Small until a call needs more: that is quicker to start and easier on the battery. */
  #height = FIRST_PICTURE.height;

  constructor(options: MediaOptions) {
    this.#options = options;
    this.#choice = new RememberedChoice(options.storage);
    void this.#speaker.choose(this.#choice.current.speaker ?? "");
    if ("mediaDevices" in navigator) {
      navigator.mediaDevices.addEventListener("devicechange", this.#deviceChange);
    }
    document.addEventListener("visibilitychange", this.#visible);
  }

  get view(): MediaView<MediaStream> {
    return {
      microphone: this.#views.microphone,
      camera: this.#views.camera,
      microphones: this.#devices.microphone,
      cameras: this.#devices.camera,
      speakers: this.#devices.speaker,
      speaker: this.#speaker.chosen,
      canChooseSpeaker,
      preview: this.#preview,
    };
  }

  get tracks(): OwnTracks {
    return { audio: this.#tracks.microphone, video: this.#tracks.camera };
  }

  subscribe(listener: (view: MediaView<MediaStream>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  ask(): Promise<void> {
    return this.#inTurn(["microphone", "camera"], async () => {
      const found = await captureBoth(this.#wish);
      this.#adopt("microphone", found.microphone);
      this.#adopt("camera", found.camera);
      await this.#list();
    });
  }

  setMicrophone(on: boolean): Promise<void> {
    return this.#inTurn(["microphone"], async () => {
      const track = this.#tracks.microphone;
      if (track === null) {
        if (on) await this.#open("microphone");
        return;
      }
      track.enabled = on;
      this.#show("microphone", { on });
    });
  }

  setCamera(on: boolean): Promise<void> {
    return this.#inTurn(["camera"], async () => {
      if (on === (this.#tracks.camera !== null)) return;
      if (on) await this.#open("camera");
      else this.#release("camera");
    });
  }

  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.#choice.choose(kind, id);
    if (kind === "speaker") {
      await this.#speaker.choose(id);
      this.#tell();
      return;
    }
    await this.#inTurn([kind], async () => {
      // A camera that is off stays off; the choice counts when it is switched on.
      if (this.#tracks[kind] !== null || this.#views[kind].problem !== null) await this.#open(kind);
    });
  }

  async aim(height: number): Promise<void> {
    this.#height = height;
    await this.#inTurn([], async () => {
      const track = this.#tracks.camera;
      if (track === null || track.getSettings().height === height) return;
      // Ideal values only, so no camera refuses them.
      await track.applyConstraints({ ...track.getConstraints(), ...pictureSize(height) });
    });
  }

  level(): number {
    return this.#meter.level();
  }

  playTestTone(): Promise<void> {
    return this.#speaker.playTone();
  }

  attachSpeaker(element: HTMLMediaElement): () => void {
    return this.#speaker.attach(element);
  }

  close(): void {
    this.#closed = true;
    if ("mediaDevices" in navigator) {
      navigator.mediaDevices.removeEventListener("devicechange", this.#deviceChange);
    }
    document.removeEventListener("visibilitychange", this.#visible);
    clearTimeout(this.#settling);
    this.#release("microphone");
    this.#release("camera");
    this.#meter.close();
    this.#choice.forget();
    this.#listeners.clear();
  }

  get #wish(): Wish {
    const { microphone, camera } = this.#choice.current;
    return { microphone, camera, height: this.#height };
  }

  /** Open the chosen device; the old one goes only when the new one is there. */
  async #open(kind: CaptureKind): Promise<void> {
    // Muted before means muted after, unless there was no device to mute.
    const on = this.#tracks[kind] === null || this.#views[kind].on;
    let found = await capture(kind, this.#wish);
    if (found.problem === "busy" && this.#tracks[kind] !== null) {
      // Some systems open one camera at a time.
      this.#release(kind);
      found = await capture(kind, this.#wish);
    }
    this.#adopt(kind, found, on);
    await this.#list();
  }

  #adopt(kind: CaptureKind, { track, problem }: Captured, on = true): void {
    if (this.#closed) {
      track?.stop();
      return;
    }
    if (track === null) {
      // What runs goes on; the reason is shown beside it.
      this.#show(kind, { problem });
      return;
    }
    track.enabled = on;
    this.#release(kind);
    this.#tracks[kind] = track;
    this.#listen(kind, track);
    this.#follow(kind);
    const device = track.getSettings().deviceId ?? null;
    this.#show(kind, { on, device, problem: null, silenced: false });
  }

  #release(kind: CaptureKind): void {
    const track = this.#tracks[kind];
    if (track === null) return;
    clearTimeout(this.#muted[kind]);
    track.onended = null;
    track.onmute = null;
    track.onunmute = null;
    track.stop();
    this.#tracks[kind] = null;
    this.#follow(kind);
    this.#show(kind, { on: false, silenced: false });
  }

  /** Meter and own picture follow the track. */
  #follow(kind: CaptureKind): void {
    const track = this.#tracks[kind];
    if (kind === "microphone") this.#meter.follow(track);
    else this.#preview = track && new MediaStream([track]);
  }

  #listen(kind: CaptureKind, track: MediaStreamTrack): void {
    track.onended = () => void this.#lost(kind);
    track.onmute = () => {
      this.#muted[kind] = setTimeout(() => this.#show(kind, { silenced: true }), SILENCED_AFTER_MS);
    };
    track.onunmute = () => {
      clearTimeout(this.#muted[kind]);
      this.#show(kind, { silenced: false });
    };
  }

  /** Unplugged, or taken away by the person: another one, if there is one. */
  async #lost(kind: CaptureKind): Promise<void> {
    await this.#inTurn([kind], async () => {
      const { on } = this.#views[kind];
      this.#release(kind);
      this.#options.onEvent?.({ kind: "device_lost", device: kind });
      this.#adopt(kind, await capture(kind, { ...this.#wish, [kind]: null }), on);
      await this.#list();
    });
  }

  readonly #deviceChange = () => {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#compare(), SETTLE_MS);
  };

  async #compare(): Promise<void> {
    const before = this.#devices;
    await this.#list();
    for (const { kind, device } of pluggedIn(before, this.#devices)) {
      this.#options.onEvent?.({ kind: "device_found", device: kind, found: device });
    }
  }

  /** After a phone call or another app in front a device can stay silent until it is reopened. */
  readonly #visible = () => {
    if (document.visibilityState !== "visible") return;
    for (const kind of ["microphone", "camera"] as const) {
      if (this.#views[kind].silenced) void this.#inTurn([kind], () => this.#open(kind));
    }
  };

  async #list(): Promise<void> {
    if (!("mediaDevices" in navigator) || this.#closed) return;
    this.#devices = sortDevices(await navigator.mediaDevices.enumerateDevices());
    this.#tell();
  }

  #show(kind: CaptureKind, change: Partial<CaptureView>): void {
    this.#views[kind] = { ...this.#views[kind], ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.view);
  }

  #inTurn(kinds: readonly CaptureKind[], step: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(async () => {
      if (this.#closed) return;
      for (const kind of kinds) this.#show(kind, { busy: true });
      try {
        await step();
      } finally {
        for (const kind of kinds) this.#show(kind, { busy: false });
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
