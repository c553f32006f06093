/** What is known of the room, and how each word of the server changes it. */

import type { Message, ServerMessage, WaitingEntry } from "./server-messages.ts";
import type { Role, Stage, WaitingView } from "./session-state.ts";

export interface RoomState {
  readonly stage: Stage;
  readonly self: string | null;
  readonly role: Role | null;
  /** Peers inside as the server says. A link may live on without being here, and the reverse. */
  readonly inside: ReadonlyMap<string, Role>;
  /** Roles of all who have been inside: a link may outlive its place in the room. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Names of those who knocked, kept once they are inside: a reloaded page does not say its own. */
  readonly names: ReadonlyMap<string, string>;
  readonly waiting: readonly WaitingView[];
  readonly locked: boolean;
  readonly endsAt: number | null;
  /** Milliseconds to add to the server's clock to get this computer's. */
  readonly clockOffset: number;
}

export const strangerToRoom: RoomState = {
  stage: { at: "connecting" },
  self: null,
  role: null,
  inside: new Map(),
  roles: new Map(),
  names: new Map(),
  waiting: [],
  locked: false,
  endsAt: null,
  clockOffset: 0,
};

/** After these nothing comes back: no reconnection, no resume ticket. */
export function isOver(stage: Stage): boolean {
  return ["refused", "removed", "replaced", "ended"].includes(stage.at);
}

/** Where one stands after the server has said for good that a ticket opens nothing. */
export function refusedFor(code: string): Stage {
  switch (code) {
    case "barred":
      return { at: "removed" };
    case "over":
    case "withdrawn":
    case "ended":
      return { at: "ended", why: code, receipt: null };
    default:
      return { at: "refused", code };
  }
}

/** Orders whose refusal concerns the person; the others mend themselves. */
const ORDERS = new Set(["knock", "admit", "refuse", "remove", "lock", "unlock", "end"]);

/** Whether to tell that this was refused; undefined: it was about nothing in particular. */
export function concernsPerson(refused: string | undefined): boolean {
  return refused === undefined || ORDERS.has(refused);
}

export function peersOf({ peers }: Message<"welcome"> | Message<"admitted">): readonly string[] {
  return peers.map(({ peer }) => peer);
}

export function hear(state: RoomState, message: ServerMessage, now: number): RoomState {
  if (isOver(state.stage)) return state;
  switch (message.t) {
    case "welcome": {
      const clockOffset = now - message.now * 1_000;
      return {
        ...state,
        clockOffset,
        self: message.peer,
        role: message.role,
        locked: message.locked,
        endsAt: message.ends_at * 1_000 + clockOffset,
        inside: roster(message.peers),
        roles: new Map([...state.roles, ...roster(message.peers)]),
        waiting: queue(message.waiting, clockOffset),
        names: namesOf(state.names, message.waiting),
        stage: message.inside ? { at: "inside" } : outside(state.stage),
      };
    }
    case "waiting":
      return {
        ...state,
        stage: {
          at: "waiting",
          since: message.since * 1_000 + state.clockOffset,
          moderatorPresent: message.moderator,
        },
      };
    case "moderator":
      return state.stage.at === "waiting"
        ? { ...state, stage: { ...state.stage, moderatorPresent: message.present } }
        : state;
    case "knocking":
      return {
        ...state,
        waiting: withKnock(state.waiting, message, state.clockOffset),
        names: namesOf(state.names, [message]),
      };
    case "gone":
      return { ...state, waiting: state.waiting.filter(({ peer }) => peer !== message.peer) };
    case "admitted":
      return {
        ...state,
        stage: { at: "inside" },
        inside: roster(message.peers),
        roles: new Map([...state.roles, ...roster(message.peers)]),
      };
    case "joined":
      return {
        ...state,
        inside: new Map(state.inside).set(message.peer, message.role),
        roles: new Map(state.roles).set(message.peer, message.role),
        waiting: state.waiting.filter(({ peer }) => peer !== message.peer),
      };
    case "left": {
      const inside = new Map(state.inside);
      inside.delete(message.peer);
      return { ...state, inside };
    }
    case "room":
      return {
        ...state,
        locked: message.locked,
        endsAt: message.ends_at * 1_000 + state.clockOffset,
      };
    case "refused":
      return { ...state, stage: { at: "refused", code: null } };
    case "removed":
    case "replaced":
      return { ...state, stage: { at: message.t } };
    case "ended":
      return {
        ...state,
        stage: { at: "ended", why: message.why, receipt: message.receipt ?? null },
      };
    default:
      return state;
  }
}

/** Those who wait, longest first. */
export function queue(
  entries: readonly WaitingEntry[],
  clockOffset: number,
): readonly WaitingView[] {
  return entries
    .map(({ room, peer, name, since, second, key = null }) => ({
      room,
      peer,
      name,
      since: since * 1_000 + clockOffset,
      second,
      key,
    }))
    .sort((one, other) => one.since - other.since);
}

/** A peer knocks again after each reconnection; it keeps one place. */
export function withKnock(
  waiting: readonly WaitingView[],
  entry: WaitingEntry,
  clockOffset: number,
): readonly WaitingView[] {
  const others = waiting.filter(({ peer, room }) => peer !== entry.peer || room !== entry.room);
  return [...others, ...queue([entry], clockOffset)].sort((one, other) => one.since - other.since);
}

function roster(peers: readonly { peer: string; role: Role }[]): ReadonlyMap<string, Role> {
  return new Map(peers.map(({ peer, role }) => [peer, role]));
}

function namesOf(
  known: ReadonlyMap<string, string>,
  entries: readonly WaitingEntry[],
): ReadonlyMap<string, string> {
  return new Map([...known, ...entries.map(({ peer, name }) => [peer, name] as const)]);
}

/** Outside again after having been inside or waiting: the place is asked for anew. */
function outside(stage: Stage): Stage {
  return stage.at === "waiting" ? stage : { at: "connecting" };
}
