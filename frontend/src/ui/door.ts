/** The first screen: who invites, how one looks and sounds, one field, one button. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { RoomView } from "../pure/room-view.ts";
import { spanInWords, timeOfDay } from "../pure/span.ts";
import type { Words } from "../pure/words.ts";
import type { Controls } from "./controls.ts";
import { choices, level, problems, switches } from "./devices.ts";
import { face } from "./face.ts";
import { icon } from "./icon.ts";
import { picture } from "./video.ts";

export function door(view: RoomView<MediaStream>, act: Controls): TemplateResult {
  return html`<div class="client">
    <section class="stack">${invitation(view)} ${ownDevices(view, act)}</section>
    <section class="card lifted stack">
      ${view.config.door === "too_early" ? tooEarly(view) : nameForm(view, act)}
      ${promises(view.words.door)}
    </section>
  </div>`;
}

export function invitation(view: RoomView): TemplateResult {
  const { config, words } = view;
  return html`<div class="row">
      ${
        config.practiceLogo
          ? html`<img class="logo" src=${config.practiceLogo} alt="" />`
          : html`<span class="mark" aria-hidden="true">${config.practiceInitials}</span>`
      }
      <p class="soft">${config.practiceName}<br />${words.door.invites}</p>
    </div>
    <div class="host">
      ${face(config.moderatorPictureUrl)}
      <h1 tabindex="-1">${words.door.heading(config.moderatorNames)}</h1>
    </div>
    <p class="row num">
      <span class="chip accent">${icon("calendar")}${config.when}</span>
      <span class="soft">${distance(view)}</span>
    </p>
    ${config.invitationText ? html`<blockquote class="typed-lines">${config.invitationText}</blockquote>` : nothing}`;
}

function distance(view: RoomView): string {
  const { now, words } = view;
  const span = spanInWords(Math.max(0, Date.parse(view.config.startsAt) - now), words.spans);
  if (span) return words.door.startsIn(span);
  return now >= Date.parse(view.config.startsAt) ? words.door.started : "";
}

function ownDevices(view: RoomView<MediaStream>, act: Controls): TemplateResult {
  const { media, words } = view;
  const asked = media.camera.on || media.microphone.on || media.cameras.some((one) => one.label);
  const busy = media.camera.busy || media.microphone.busy;
  return html`${picture({
    label: words.devices.ownPicture,
    caption: media.preview ? words.devices.seenLikeThis : "",
    stream: media.preview,
    cover: busy ? words.devices.asking : words.devices.cameraIsOff,
    self: false,
  })}
    ${problems(media, words.devices, act)}
    ${
      asked
        ? html`${switches(media, words.devices, act)} ${level(words.devices)}
          <details>
            <summary>${words.devices.choose}</summary>
            ${choices(media, words.devices, act)}
          </details>`
        : html`<button
          type="button"
          class="button quiet"
          ?disabled=${busy}
          @click=${() => act.askForDevices()}
        >
          ${icon("camera")}${words.devices.ask}
        </button>`
    }`;
}

function nameForm(view: RoomView, act: Controls): TemplateResult {
  const { config, nameProblem } = view;
  const words = view.words.door;
  return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => submit(event, act)}>
    <div class="field ${nameProblem ? "invalid" : ""}">
      <label for="name">${config.requiresRealName ? words.realName : words.anyName}</label>
      <input
        id="name"
        name="name"
        value=${view.name}
        autocomplete="name"
        autocapitalize="words"
        aria-describedby="name-help ${nameProblem ? "name-error" : ""}"
        aria-invalid=${nameProblem ? "true" : "false"}
        required
      />
      ${
        nameProblem
          ? html`<div id="name-error" class="field-error" role="alert">
              ${icon("error")}<p>${words[nameProblem]}</p>
            </div>`
          : nothing
      }
      <small id="name-help">${words.nameHelp(config.moderatorName)}</small>
    </div>
    <button class="button wide">${words.enter}</button>
    <p class="small soft">${words.withoutCamera}</p>
  </form>`;
}

function submit(event: SubmitEvent, act: Controls): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const typed = new FormData(event.target).get("name");
  act.enter(typeof typed === "string" ? typed : "");
}

function tooEarly(view: RoomView): TemplateResult {
  const time = timeOfDay(Date.parse(view.config.opensAt), view.clock);
  return html`<p class="notice" role="status">
      <strong>${view.words.door.tooEarly(time)}</strong><br />${view.words.door.tooEarlyHelp}
    </p>
    ${answer(view)}`;
}

/** What this person has said to the appointment, and the way to say it. */
function answer(view: RoomView): TemplateResult | typeof nothing {
  const { answerUrl, answer: given } = view.config;
  if (!answerUrl) return nothing;
  const words = view.words.door.answers;
  return html`<div class="row">
    <p>${given ? words[given] : words.none}</p>
    <a class="button quiet push" href=${answerUrl}>${given ? words.change : words.give}</a>
  </div>`;
}

function promises(words: Words["door"]): TemplateResult {
  return html`<ul class="promise">
    <li>${icon("lock")}<strong>${words.encrypted}</strong>${words.encryptedHelp}</li>
    <li>${icon("no-recording")}<strong>${words.unrecorded}</strong>${words.unrecordedHelp}</li>
    <li>${icon("check")}<strong>${words.forgotten}</strong>${words.forgottenHelp}</li>
  </ul>`;
}
