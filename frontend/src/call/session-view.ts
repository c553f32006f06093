/** Puts together what a page draws. */

import { presentableName } from "../pure/names.ts";
import type { Thread } from "../pure/note-thread.ts";
import type { RoomState } from "../pure/room-state.ts";
import type { ChatLine, PeerView, SessionView } from "../pure/session-state.ts";
import type { Link } from "./link.ts";

export interface Known {
  readonly room: RoomState;
  readonly links: readonly Link[];
  /** What peers said of themselves; goes before what they said at the door. */
  readonly names: ReadonlyMap<string, string>;
  readonly chat: readonly ChatLine[];
  readonly notes: Thread;
  readonly threads: ReadonlyMap<string, Thread>;
  readonly signallingLost: boolean;
  readonly unreachable: boolean;
}

export function nameOf(peer: string, { room, names }: Pick<Known, "room" | "names">): string {
  return presentableName(names.get(peer) ?? room.names.get(peer) ?? "");
}

export function viewOf(known: Known): SessionView<MediaStream> {
  const { room } = known;
  const started = known.links.filter((link) => link.everConnected || room.inside.has(link.peer));
  return {
    stage: known.unreachable ? { at: "unreachable" } : room.stage,
    signallingLost: known.signallingLost,
    peers: started.map((link) => peerView(link, known)),
    waiting: room.waiting,
    chat: known.chat,
    notes: known.notes,
    threads: known.threads,
    locked: room.locked,
    endsAt: room.endsAt,
  };
}

function peerView(link: Link, known: Known): PeerView<MediaStream> {
  const { peer, at, mic, cam, sound, picture, route, quality } = link;
  const role = known.room.roles.get(peer) ?? "participant";
  return {
    peer,
    role,
    name: nameOf(peer, known),
    link: at,
    mic,
    cam,
    sound,
    picture,
    route,
    quality,
  };
}
