/** Asks the browser for a microphone and a camera. Nothing here throws: problems are told. */

import { problemOf } from "../pure/media-problem.ts";
import type { DeviceProblem } from "../pure/media-state.ts";

export type CaptureKind = "microphone" | "camera";

/** Ids of devices, null leaving the choice to the browser; and the height of the picture. */
export interface Wish extends Readonly<Record<CaptureKind, string | null>> {
  readonly height: number;
}

export interface Captured {
  readonly track: MediaStreamTrack | null;
  readonly problem: DeviceProblem | null;
}

export async function capture(kind: CaptureKind, wish: Wish): Promise<Captured> {
  const wanted =
    kind === "microphone" ? { audio: soundWishes(wish) } : { video: pictureWishes(wish) };
  try {
    const [track] = (await devices().getUserMedia(wanted)).getTracks();
    return { track: track ?? null, problem: null };
  } catch (error) {
    // The remembered device is not there any more: any other will do.
    const gone = wish[kind] !== null && nameOf(error) === "OverconstrainedError";
    return gone ? capture(kind, { ...wish, [kind]: null }) : nothing(error);
  }
}

/** Both in one prompt; when that fails, what can be had of them. */
export async function captureBoth(wish: Wish): Promise<Readonly<Record<CaptureKind, Captured>>> {
  try {
    const stream = await devices().getUserMedia({
      audio: soundWishes(wish),
      video: pictureWishes(wish),
    });
    return {
      microphone: { track: stream.getAudioTracks()[0] ?? null, problem: null },
      camera: { track: stream.getVideoTracks()[0] ?? null, problem: null },
    };
  } catch (error) {
    const refused = nothing(error).problem === "refused";
    const open = refused ? captureIfGranted : capture;
    return { microphone: await open("microphone", wish), camera: await open("camera", wish) };
  }
}

/** Widescreen at this height; a wish, so no camera is refused for it. */
export function pictureSize(height: number): MediaTrackConstraints {
  return { width: { ideal: Math.round((height * 16) / 9) }, height: { ideal: height } };
}

/** After a refusal nobody is asked again: only what was granted before is opened. */
async function captureIfGranted(kind: CaptureKind, wish: Wish): Promise<Captured> {
  return (await isGranted(kind)) ? capture(kind, wish) : { track: null, problem: "refused" };
}

async function isGranted(kind: CaptureKind): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: kind })).state === "granted";
  } catch {
    // A browser that does not tell about devices.
    return false;
  }
}

/** Browsers hide all devices from a page that did not come over a safe connection. */
function devices(): MediaDevices {
  if (!("mediaDevices" in navigator)) throw new DOMException("no devices", "SecurityError");
  return navigator.mediaDevices;
}

function soundWishes({ microphone }: Wish): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(microphone !== null && { deviceId: { exact: microphone } }),
  };
}

function pictureWishes({ camera, height }: Wish): MediaTrackConstraints {
  return {
    ...pictureSize(height),
    ...(camera === null ? { facingMode: "user" } : { deviceId: { exact: camera } }),
  };
}

function nothing(error: unknown): Captured {
  return { track: null, problem: problemOf(nameOf(error), globalThis.isSecureContext) };
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}
