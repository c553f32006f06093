/** What the page tells its script about the appointment; written by the door's view. */

import { type Guarded, oneOf, shape, text } from "./shape.ts";

const short = text(500);

export const isRoomConfig = shape({
  role: oneOf("moderator", "participant"),
  socketUrl: short,
  ticketUrl: short,
  csrfToken: short,
  practiceName: short,
  practicePhone: short,
  practiceInitials: short,
  moderatorName: short,
  moderatorPictureUrl: short,
  title: short,
  when: short,
  startsAt: short,
  endsAt: short,
  opensAt: short,
  timeZone: short,
  selfName: short,
  backUrl: short,
  endedUrl: short,
  openAgainUrl: short,
  door: oneOf("too_early", "open", "over", "cancelled", "ended"),
});

export type RoomConfig = Guarded<typeof isRoomConfig>;
