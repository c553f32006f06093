"""When the door of an appointment is open. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

DoorState = Literal["draft", "cancelled", "over", "ended", "too_early", "open"]

OPENS_BEFORE = timedelta(minutes=30)


@dataclass(frozen=True)
class Window:
    starts_at: datetime
    ends_at: datetime
    is_published: bool = True
    is_cancelled: bool = False
    is_session_ended: bool = False

    @property
    def opens_at(self) -> datetime:
        return self.starts_at - OPENS_BEFORE

    def state(self, now: datetime) -> DoorState:
        """`ended`: the moderator has ended the session and may open it again until the end.

        The planned end closes the door to newcomers only: a session that runs longer goes on.
        """
        if not self.is_published:
            return "draft"
        if self.is_cancelled:
            return "cancelled"
        if now >= self.ends_at:
            return "over"
        if self.is_session_ended:
            return "ended"
        return "open" if now >= self.opens_at else "too_early"
