/** Own camera, microphone and loudspeaker: switches, choice, level, what to do when refused. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { CaptureView, Device, DeviceKind, MediaView } from "../pure/media-state.ts";
import type { Words } from "../pure/words.ts";
import type { Controls } from "./controls.ts";
import { icon } from "./icon.ts";

type Captured = "camera" | "microphone";

/** The loudness meter's element; pages/room.ts moves it with each animation frame. */
export const LEVEL_ID = "level";

export function switches(media: MediaView, words: Words["devices"], act: Controls): TemplateResult {
  const { camera, microphone } = media;
  return html`<div class="row">
    <button
      type="button"
      class="button quiet small"
      ?disabled=${camera.busy}
      @click=${() => act.setCamera(!camera.on)}
    >
      ${icon(camera.on ? "camera" : "camera-off")}${camera.on ? words.cameraOff : words.cameraOn}
    </button>
    <button
      type="button"
      class="button quiet small"
      ?disabled=${microphone.busy}
      @click=${() => act.setMicrophone(!microphone.on)}
    >
      ${icon(microphone.on ? "microphone" : "microphone-off")}
      ${microphone.on ? words.microphoneOff : words.microphoneOn}
    </button>
  </div>`;
}

/** Why a device gives nothing and what to do about it; nothing while all is well. */
export function problems(media: MediaView, words: Words["devices"], act: Controls): unknown {
  const found = (["camera", "microphone"] as const).filter((kind) => media[kind].problem !== null);
  if (found.length === 0) return nothing;
  return html`<div class="notice warn" role="alert">
    ${found.map((kind) => problem(kind, media[kind], words))}
    <p>${words.goesOn}</p>
    <button type="button" class="button quiet small" @click=${() => act.askForDevices()}>
      ${words.again}
    </button>
  </div>`;
}

function problem(kind: Captured, view: CaptureView, words: Words["devices"]): unknown {
  if (view.problem === null) return nothing;
  return html`<p><strong>${words.problemOf[kind]}:</strong> ${words.problems[view.problem]}</p>`;
}

export function level(words: Words["devices"]): TemplateResult {
  return html`<p class="level small soft">
    <span id="level-label">${words.level}</span>
    <meter id=${LEVEL_ID} min="0" max="1" aria-labelledby="level-label"></meter>
    <span id="level-word" aria-hidden="true"></span>
  </p>`;
}

/** One list per kind of device. */
export function choices(media: MediaView, words: Words["devices"], act: Controls): TemplateResult {
  const speakers = [{ id: "", label: words.systemSpeaker }, ...media.speakers.filter((s) => s.id)];
  return html`<div class="stack choices">
    ${choice("camera", words.camera, media.cameras, media.camera.device, words, act)}
    ${choice("microphone", words.microphone, media.microphones, media.microphone.device, words, act)}
    ${
      media.canChooseSpeaker
        ? choice("speaker", words.speaker, speakers, media.speaker, words, act)
        : nothing
    }
    <div class="stack tight">
      <button type="button" class="button quiet small" @click=${() => act.playTestTone()}>
        ${words.testTone}
      </button>
      <small class="soft">${words.testToneHelp}</small>
    </div>
  </div>`;
}

function choice(
  kind: DeviceKind,
  label: string,
  devices: readonly Device[],
  chosen: string | null,
  words: Words["devices"],
  act: Controls,
): unknown {
  if (devices.length === 0) return nothing;
  const id = `choose-${kind}`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${(event: Event) => act.choose(kind, selected(event))}>
      ${devices.map(
        (device, index) =>
          html`<option .value=${device.id} ?selected=${device.id === chosen}>
            ${device.label || words.unnamed(index + 1)}
          </option>`,
      )}
    </select>
  </div>`;
}

function selected(event: Event): string {
  return event.target instanceof HTMLSelectElement ? event.target.value : "";
}
