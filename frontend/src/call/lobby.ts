/** The portal's live list of everybody who waits in the practice. */

import type { LobbyView } from "../pure/lobby-state.ts";
import { queue, withKnock } from "../pure/room-state.ts";
import type { ServerMessage } from "../pure/server-messages.ts";
import { DeskNotes } from "./desk-notes.ts";
import { makeNoteKeys } from "./notes.ts";
import { SignalSocket } from "./socket.ts";

export interface LobbyOptions {
  /** `/live/<practice key>/`. */
  readonly url: string;
  /** A fresh `watch` ticket. Throws `TicketRefused` when the right to watch has ended. */
  readonly fetchTicket: () => Promise<string>;
  readonly onChange: (view: LobbyView) => void;
  /** Somebody who waits has written. */
  readonly onNote: (peer: string) => void;
}

export interface Lobby {
  readonly view: LobbyView;
  sendNote(text: string, to: string): void;
  /** What this person wrote has been seen. */
  lookAtNotes(from: string): void;
  close(): void;
}

export async function openLobby(options: LobbyOptions): Promise<Lobby> {
  let view: LobbyView = { stage: "connecting", waiting: [], threads: new Map() };
  let clockOffset = 0;
  const keys = await makeNoteKeys();
  const notes =
    keys &&
    new DeskNotes({
      keys,
      send: (message) => void socket.send(message),
      onChange: () => show({ threads: notes?.threads ?? view.threads }),
      onLine: options.onNote,
    });

  const show = (change: Partial<LobbyView>) => {
    view = { ...view, ...change };
    options.onChange(view);
  };

  const hear = (message: ServerMessage) => {
    take(message);
    if (view.stage === "closed" || notes === null) return;
    notes.hear(message, view.waiting);
    show({ threads: notes.threads });
  };

  const take = (message: ServerMessage) => {
    switch (message.t) {
      case "lobby":
        clockOffset = Date.now() - message.now * 1_000;
        show({ stage: "live", waiting: queue(message.waiting, clockOffset) });
        break;
      case "knocking":
        show({ waiting: withKnock(view.waiting, message, clockOffset) });
        break;
      case "gone":
        show({
          waiting: view.waiting.filter(
            ({ room, peer }) => room !== message.room || peer !== message.peer,
          ),
        });
        break;
      case "ended":
        close("closed");
        break;
      default:
        break;
    }
  };

  const socket = new SignalSocket({
    url: options.url,
    ticket: async () => ({ kind: "enter", text: await options.fetchTicket() }),
    onStaleResume: () => undefined,
    onMessage: hear,
    // Who waits while the server is away is not known: the list stays, marked as old.
    onUp: (up) => {
      if (!up && view.stage === "live") show({ stage: "lost" });
    },
    onFinal: () => close("closed"),
  });

  function close(stage?: "closed"): void {
    socket.close();
    notes?.forget();
    if (stage !== undefined) show({ stage, waiting: [], threads: new Map() });
  }

  return {
    get view() {
      return view;
    },
    sendNote: (text, to) => notes?.say(to, text),
    lookAtNotes: (from) => notes?.look(from),
    close: () => close(),
  };
}
