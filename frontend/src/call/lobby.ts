/** The portal's live list of everybody who waits in the practice. */

import type { LobbyView } from "../pure/lobby-state.ts";
import { queue, withKnock } from "../pure/room-state.ts";
import type { ServerMessage } from "../pure/server-messages.ts";
import { SignalSocket } from "./socket.ts";

export interface LobbyOptions {
  /** `/live/<practice key>/`. */
  readonly url: string;
  /** A fresh `watch` ticket. Throws `TicketRefused` when the right to watch has ended. */
  readonly fetchTicket: () => Promise<string>;
  readonly onChange: (view: LobbyView) => void;
}

export interface Lobby {
  readonly view: LobbyView;
  close(): void;
}

export function openLobby(options: LobbyOptions): Lobby {
  let view: LobbyView = { stage: "connecting", waiting: [] };
  let clockOffset = 0;

  const show = (change: Partial<LobbyView>) => {
    view = { ...view, ...change };
    options.onChange(view);
  };

  const hear = (message: ServerMessage) => {
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
    onFinal: () => show({ stage: "closed", waiting: [] }),
  });

  function close(stage?: "closed"): void {
    socket.close();
    if (stage !== undefined) show({ stage, waiting: [] });
  }

  return {
    get view() {
      return view;
    },
    close: () => close(),
  };
}
