/** What a page sees of the own devices; `openMedia` in media.ts makes one. */

import type { DeviceKind, MediaEvent, MediaView } from "../pure/media-state.ts";

export interface MediaOptions {
  /** Remembers chosen devices; give sessionStorage. Cleared by `close`. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly onEvent?: (event: MediaEvent) => void;
}

export interface OwnTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

export interface Media {
  readonly view: MediaView<MediaStream>;
  /** Live tracks to send; null where off or absent. */
  readonly tracks: OwnTracks;
  /** Called after each change of `view` or `tracks`; returns how to stop it. */
  subscribe(listener: (view: MediaView<MediaStream>) => void): () => void;
  /**
   * Camera and microphone in one prompt; falls back to one of them or none. Never throws:
   * the reason is in `view.microphone.problem` and `view.camera.problem`.
   */
  ask(): Promise<void>;
  /** Off keeps the device warm and sends silence; on asks for the device when there is none. */
  setMicrophone(on: boolean): Promise<void>;
  /** Off gives the camera back, its light goes out. */
  setCamera(on: boolean): Promise<void>;
  choose(kind: DeviceKind, id: string): Promise<void>;
  /** How high a picture the call can use, in pixels; the session says it. */
  aim(height: number): Promise<void>;
  /** Loudness of the own microphone now, 0 to 1; cheap enough for each animation frame. */
  level(): number;
  /** Half a second of a quiet tone from the chosen loudspeaker; call it from a click. */
  playTestTone(): Promise<void>;
  /** Send what the element plays to the chosen loudspeaker, now and after each change. */
  attachSpeaker(element: HTMLMediaElement): () => void;
  /** Give all devices back and forget the choice. */
  close(): void;
}
