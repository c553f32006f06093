/** Asks the browser for a microphone and a camera. */

import { problemOf } from "../pure/media-problem.ts";
import type { DeviceProblem } from "../pure/media-state.ts";

export interface Captured {
  readonly track: MediaStreamTrack | null;
  readonly problem: DeviceProblem | null;
}

export type CaptureKind = "microphone" | "camera";

const nothing: Captured = { track: null, problem: null };

/** One of them; `device` null leaves the choice to the browser. Never throws. */
export async function capture(kind: CaptureKind, device: string | null): Promise<Captured> {
  try {
    return { track: await openOne(kind, device), problem: null };
  } catch (error) {
    // The remembered device is not there any more: any other will do.
    if (device !== null && nameOf(error) === "OverconstrainedError") return capture(kind, null);
    return { track: null, problem: problemOf(nameOf(error), globalThis.isSecureContext) };
  }
}

/** Both in one prompt; when that fails, what can be had of them. Never throws. */
export async function captureBoth(
  devices: Readonly<Record<CaptureKind, string | null>>,
): Promise<Readonly<Record<CaptureKind, Captured>>> {
  try {
    const stream = await devicesOf().getUserMedia({
      audio: soundWishes(devices.microphone),
      video: pictureWishes(devices.camera),
    });
    return {
      microphone: { ...nothing, track: stream.getAudioTracks()[0] ?? null },
      camera: { ...nothing, track: stream.getVideoTracks()[0] ?? null },
    };
  } catch (error) {
    const problem = problemOf(nameOf(error), globalThis.isSecureContext);
    if (problem === "insecure")
      return { microphone: { ...nothing, problem }, camera: { ...nothing, problem } };
    if (problem === "refused")
      return {
        microphone: await unlessRefused("microphone", devices.microphone),
        camera: await unlessRefused("camera", devices.camera),
      };
    return {
      microphone: await capture("microphone", devices.microphone),
      camera: await capture("camera", devices.camera),
    };
  }
}

/** After a refusal nobody is asked again: only what was granted before is opened. */
async function unlessRefused(kind: CaptureKind, device: string | null): Promise<Captured> {
  return (await isGranted(kind)) ? capture(kind, device) : { track: null, problem: "refused" };
}

async function isGranted(kind: CaptureKind): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: kind })).state === "granted";
  } catch {
    // A browser that does not tell about devices.
    return false;
  }
}

async function openOne(kind: CaptureKind, device: string | null): Promise<MediaStreamTrack | null> {
  const wishes =
    kind === "microphone" ? { audio: soundWishes(device) } : { video: pictureWishes(device) };
  return (await devicesOf().getUserMedia(wishes)).getTracks()[0] ?? null;
}

/** Browsers hide all devices from a page that did not come over a safe connection. */
function devicesOf(): MediaDevices {
  if (!("mediaDevices" in navigator)) throw new DOMException("no devices", "SecurityError");
  return navigator.mediaDevices;
}

function soundWishes(device: string | null): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...chosen(device),
  };
}

function pictureWishes(device: string | null): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30 },
    ...(device === null ? { facingMode: "user" } : chosen(device)),
  };
}

function chosen(device: string | null): MediaTrackConstraints {
  return device === null ? {} : { deviceId: { exact: device } };
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}
