/** What the page tells its script about the appointment; written by the door's view. */

import { flag, type Guarded, oneOf, shape, text } from "./shape.ts";

const short = text(500);

export const isRoomConfig = shape({
  role: oneOf("moderator", "participant"),
  socketUrl: short,
  ticketUrl: short,
  csrfToken: short,
  practiceName: short,
  practicePhone: short,
  practiceInitials: short,
  practiceLogo: short,
  // 500 characters of the practice's, each at most two units.
  waitingText: text(1000),
  requiresRealName: flag,
  moderatorName: short,
  moderatorNames: text(2000),
  // 1000 characters of the practice's, each at most two units.
  invitationText: text(2000),
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
  handOverUrl: short,
  answerUrl: short,
  answer: oneOf("", "accepted", "declined", "cancelled", "other_time"),
  door: oneOf("too_early", "open", "over", "cancelled", "ended"),
});

export type RoomConfig = Guarded<typeof isRoomConfig>;
