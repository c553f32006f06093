/** The third screen: pictures, and a row of tools beneath them. */

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { receivers, unreadIn } from "../pure/note-thread.ts";
import type { RoomView } from "../pure/room-view.ts";
import type { PeerView, WaitingView } from "../pure/session-state.ts";
import { chat } from "./chat.ts";
import type { Controls } from "./controls.ts";
import { choices, problems } from "./devices.ts";
import { type IconName, icon } from "./icon.ts";
import {
  noteButton,
  noteButtonForAll,
  noteNews,
  notePanel,
  notePanelForAll,
} from "./note-panel.ts";
import { notesOf } from "./notes.ts";
import { picture, sound } from "./video.ts";
import { handOver, WAITING_HEADING_ID, waitingList } from "./waiting-list.ts";

type View = RoomView<MediaStream>;

export function call(view: View, act: Controls): TemplateResult {
  const { words } = view;
  const peers = view.session?.peers ?? [];
  return html`<div class="stage ${view.panel ? "with-panel" : ""}">
    <header>
      <h1 class="brand" tabindex="-1">${words.call.heading}</h1>
      ${peers.length > 0 ? html`<p class="chip" role="status">${state(view)}</p>` : nothing}
      ${view.notice ? html`<p class="chip push" role="status">${view.notice}</p>` : nothing}
    </header>
    <div class="pictures count-${Math.min(peers.length, 6)}">
      ${peers.length === 0 ? alone(view, act) : nothing}
      ${repeat(
        peers,
        (peer) => peer.peer,
        (peer) => other(peer, view),
      )}
      ${picture({
        label: words.devices.ownPicture,
        caption: "",
        stream: view.media.preview,
        cover: words.devices.cameraIsOff,
        self: true,
      })}
      ${
        view.soundBlocked
          ? html`<button type="button" class="button sound" @click=${() => act.unblockSound()}>
            ${words.call.unmuteSound}
          </button>`
          : nothing
      }
    </div>
    ${panel(view, act)} ${tools(view, act)}
  </div>`;
}

/** What is to be known of the connection, in one line. */
function state(view: View): string {
  const words = view.words.call;
  if (view.session?.signallingLost) return words.serverLost;
  const peers = view.session?.peers ?? [];
  const troubled = peers.find((peer) => peer.link !== "connected");
  if (troubled) return words.links[troubled.link];
  return peers.some((peer) => peer.route === "relayed") ? words.relayed : words.direct;
}

function other(peer: PeerView<MediaStream>, view: View): TemplateResult {
  const words = view.words.call;
  const name = peer.name || words.nameless;
  return html`<div class="peer">
    ${picture({
      label: words.picture(name),
      caption: peer.mic ? name : `${name} – ${words.microphoneIsOff}`,
      stream: peer.cam ? peer.picture : null,
      cover: peer.link === "connected" ? words.cameraIsOff : words.links[peer.link],
      self: false,
    })}
    ${sound(peer.sound)}
  </div>`;
}

/** A moderator who is alone looks at the waiting room; others are told that they are alone. */
function alone(view: View, act: Controls): TemplateResult {
  const words = view.words;
  if (view.config.role === "participant") {
    return html`<p class="alone">${words.call.alone}</p>`;
  }
  return html`<section class="card lifted alone" aria-label=${words.list.region}>
    <p class="soft"><strong>${view.config.title}</strong><br />${view.config.when}</p>
    ${waitingRegion(view, act)}
    ${
      view.media.camera.on || view.media.microphone.on
        ? nothing
        : html`<button type="button" class="button quiet" @click=${() => act.askForDevices()}>
          ${icon("camera")}${words.devices.ask}
        </button>`
    }
    ${problems(view.media, words.devices, act)}
  </section>`;
}

function waitingRegion(view: View, act: Controls): TemplateResult {
  const words = view.words.list;
  const waiting = view.session?.waiting ?? [];
  const threads = view.session?.threads ?? new Map();
  const several = receivers(waiting, threads).length;
  const notes = notesOf(view, act);
  return html`<div class="row">
      <h2 id=${WAITING_HEADING_ID} tabindex="-1">${words.region}</h2>
      <span class="chip accent push">${words.count(waiting.length)}</span>
    </div>
    ${noteButtonForAll(several, notes)} ${notePanelForAll(several, notes)}
    ${waitingList(waiting, view.now, view.words, {
      news: (person) => noteNews(person, threads, notes),
      actions: (person) => html`${answers(person, view, act)}${noteButton(person, threads, notes)}
      ${handOver(view.config.handOverUrl, person.name, view.words)}`,
      below: (person) => notePanel(person, threads, notes),
    })}`;
}

function answers(person: WaitingView, view: View, act: Controls): TemplateResult {
  const words = view.words.list;
  return html`<button
      type="button"
      class="button small"
      aria-label=${words.admitName(person.name)}
      @click=${() => act.admit(person.peer)}
    >
      ${words.admit}
    </button>
    <button
      type="button"
      class="button quiet small"
      aria-label=${words.refuseName(person.name)}
      @click=${() => act.refuse(person.peer)}
    >
      ${words.refuse}
    </button>`;
}

function panel(view: View, act: Controls): unknown {
  const { words } = view;
  switch (view.panel) {
    case null:
      return nothing;
    case "chat":
      return chat(view, act);
    case "devices":
      return html`<aside class="panel" aria-label=${words.devices.button}>
        <h2>${words.devices.button}</h2>
        ${problems(view.media, words.devices, act)} ${choices(view.media, words.devices, act)}
      </aside>`;
    case "waiting":
      // Alone again: the list stands in the middle.
      if (!view.session?.peers.length) return nothing;
      return html`<aside class="panel" role="region" aria-label=${words.list.region}>
        ${waitingRegion(view, act)}
      </aside>`;
  }
}

function tools(view: View, act: Controls): TemplateResult {
  const { media, words } = view;
  const isModerator = view.config.role === "moderator";
  const inCall = (view.session?.peers.length ?? 0) > 0;
  const waiters = view.session?.waiting.length ?? 0;
  const news = unreadIn(view.session?.threads ?? new Map());
  return html`<footer class="tools">
    ${tool({
      icon: media.microphone.on ? "microphone" : "microphone-off",
      label: media.microphone.on ? words.devices.microphoneOff : words.devices.microphoneOn,
      text: words.devices.microphone,
      on: !media.microphone.on,
      click: () => act.setMicrophone(!media.microphone.on),
    })}
    ${tool({
      icon: media.camera.on ? "camera" : "camera-off",
      label: media.camera.on ? words.devices.cameraOff : words.devices.cameraOn,
      text: words.devices.camera,
      on: !media.camera.on,
      click: () => act.setCamera(!media.camera.on),
    })}
    ${tool({
      icon: "sliders",
      label: words.devices.button,
      text: words.devices.button,
      on: view.panel === "devices",
      expanded: view.panel === "devices",
      click: () => act.toggle("devices"),
    })}
    ${tool({
      icon: "chat",
      label: view.unread > 0 ? words.call.chatUnread(view.unread) : words.call.chat,
      text: words.call.chat,
      on: view.panel === "chat",
      expanded: view.panel === "chat",
      badge: view.unread,
      click: () => act.toggle("chat"),
    })}
    ${
      isModerator && inCall
        ? tool({
            icon: "door",
            label: [words.call.waiters(waiters), ...(news ? [words.notes.news(news)] : [])].join(
              ", ",
            ),
            text: words.list.region,
            on: view.panel === "waiting",
            expanded: view.panel === "waiting",
            badge: waiters,
            click: () => act.toggle("waiting"),
          })
        : nothing
    }
    ${tool({
      icon: "leave",
      label: words.call.leave,
      text: words.call.leave,
      kind: "leave",
      click: () => act.leave(),
    })}
    ${
      isModerator
        ? tool({
            icon: "end",
            label: words.call.end,
            text: words.call.end,
            kind: "end",
            click: () => act.end(),
          })
        : nothing
    }
  </footer>`;
}

interface Tool {
  readonly icon: IconName;
  /** What it does, read aloud. */
  readonly label: string;
  /** The short word beneath. */
  readonly text: string;
  readonly on?: boolean;
  readonly expanded?: boolean;
  readonly badge?: number;
  readonly kind?: "leave" | "end";
  readonly click: () => void;
}

function tool(options: Tool): TemplateResult {
  const { badge = 0, expanded } = options;
  return html`<button
    type="button"
    class="tool ${options.on ? "on" : ""} ${options.kind ?? ""}"
    aria-label=${options.label}
    aria-expanded=${expanded === undefined ? nothing : String(expanded)}
    @click=${options.click}
  >
    <span class="shape">${icon(options.icon)}</span>
    <span aria-hidden="true">${options.text}</span>
    ${badge > 0 ? html`<span class="badge" aria-hidden="true">${badge}</span>` : nothing}
  </button>`;
}
