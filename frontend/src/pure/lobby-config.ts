/** What the portal tells the live waiting list; written by the door's view. */

import { type Guard, type Guarded, shape, text } from "./shape.ts";

const short = text(500);
const room = shape({ url: short, handOverUrl: short, time: short, title: short });

type Rooms = Readonly<Record<string, Guarded<typeof room>>>;

const rooms: Guard<Rooms> = (value): value is Rooms =>
  typeof value === "object" && value !== null && Object.values(value).every(room);

export const isLobbyConfig = shape({
  socketUrl: short,
  ticketUrl: short,
  csrfToken: short,
  timeZone: short,
  rooms,
});

export type LobbyConfig = Guarded<typeof isLobbyConfig>;
