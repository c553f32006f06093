/** What a page draws of the own devices. */

/** Why a device gives nothing: said by the person, not there, used elsewhere, no https. */
export type DeviceProblem = "refused" | "missing" | "busy" | "insecure" | "other";

export type DeviceKind = "microphone" | "camera" | "speaker";

export interface Device {
  readonly id: string;
  /** Empty before permission was given. */
  readonly label: string;
}

export interface CaptureView {
  /** Sound or picture is being sent. */
  readonly on: boolean;
  /** A prompt is open or a device is being switched. */
  readonly busy: boolean;
  /** Id of the device in use; null when none. */
  readonly device: string | null;
  readonly problem: DeviceProblem | null;
  /** The system has silenced the device (a phone call, a hardware switch). */
  readonly silenced: boolean;
}

export interface MediaView<Stream = unknown> {
  readonly microphone: CaptureView;
  readonly camera: CaptureView;
  readonly microphones: readonly Device[];
  readonly cameras: readonly Device[];
  readonly speakers: readonly Device[];
  /** Chosen loudspeaker; "" is the system's. */
  readonly speaker: string;
  readonly canChooseSpeaker: boolean;
  /** Own picture; null while the camera is off. */
  readonly preview: Stream | null;
}

/** What happens once. */
export type MediaEvent =
  | { readonly kind: "device_lost"; readonly device: "microphone" | "camera" }
  /** Plugged in while running: offer it, do not switch by yourself. */
  | { readonly kind: "device_found"; readonly device: DeviceKind; readonly found: Device };
