"""Work of every round of the worker: queues that must be emptied at once."""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import Error

log = structlog.get_logger()
Step = Callable[[datetime], bool]

_steps: dict[str, Step] = {}


def every_round(step: Step) -> Step:
    """Register a function of `now` that takes a few items of a queue.

    It says True when there is more to do at once, and holds to a few seconds, because
    everything else waits meanwhile.
    """
    _steps[f"{step.__module__}.{step.__name__}"] = step
    return step


def run_steps(now: datetime) -> bool:
    """One turn for each queue; True when one of them has more."""
    has_more = [_run(name, step, now) for name, step in _steps.items()]
    return any(has_more)


def _run(name: str, step: Step, now: datetime) -> bool:
    try:
        return step(now)
    except Error:
        raise  # no database: the worker waits for it
    except Exception as error:  # one queue's bug must not stop the others
        log.error("job_failed", job=name, exc_info=error)
        return False
