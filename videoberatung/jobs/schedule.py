"""When something is due. Pure."""

from datetime import datetime, timedelta

from cronsim import CronSim

_MINUTES_UNTIL_THE_NEXT = (1, 5, 15, 60, 120, 240)


def latest_slot(expression: str, now: datetime) -> datetime:
    """The newest moment at or before `now` that a cron expression names.

    Five fields, or six with seconds in front; read in the time zone of `now`.
    Raises cronsim.CronSimError if the expression makes no sense.
    """
    next_second = now.replace(microsecond=0) + timedelta(seconds=1)
    return next(CronSim(expression, next_second, reverse=True))


def delay_after(attempts: int) -> timedelta:
    """How long to wait after the n-th failure (n from 1): a minute first, at last four hours."""
    step = min(attempts, len(_MINUTES_UNTIL_THE_NEXT)) - 1
    return timedelta(minutes=_MINUTES_UNTIL_THE_NEXT[step])
