/** Lists of devices, and what changed between two looks at them. */

import type { Device, DeviceKind } from "./media-state.ts";

export interface Devices {
  readonly microphone: readonly Device[];
  readonly camera: readonly Device[];
  readonly speaker: readonly Device[];
}

export const noDevices: Devices = { microphone: [], camera: [], speaker: [] };

const KINDS: Readonly<Record<string, DeviceKind>> = {
  audioinput: "microphone",
  videoinput: "camera",
  audiooutput: "speaker",
};

/** From the browser's list. "communications" is Windows' second name for a device listed anyway. */
export function sortDevices(
  found: readonly { kind: string; deviceId: string; label: string }[],
): Devices {
  const of = (wanted: DeviceKind) =>
    found
      .filter(({ kind, deviceId }) => KINDS[kind] === wanted && deviceId !== "communications")
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { microphone: of("microphone"), camera: of("camera"), speaker: of("speaker") };
}

/**
 * Devices plugged in since: nothing on the first look, nor when labels became known, because
 * permission changes the ids too.
 */
export function pluggedIn(
  before: Devices,
  after: Devices,
): readonly { kind: DeviceKind; device: Device }[] {
  return (["microphone", "camera", "speaker"] as const).flatMap((kind) => {
    const named = before[kind].filter(({ label }) => label !== "");
    if (named.length === 0) return [];
    return after[kind]
      .filter(({ id }) => id !== "default" && !named.some((known) => known.id === id))
      .map((device) => ({ kind, device }));
  });
}
