"""May this account close? Asked of whoever has a say (an app above registers in `hooks.py`)."""

from collections.abc import Callable

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError

# The code of a refusal; empty: nothing stands in the way.
Obstacle = Callable[[User], str]

_obstacles: list[Obstacle] = []


def register_obstacle(obstacle: Obstacle) -> None:
    _obstacles.append(obstacle)


def check_may_end(user: User) -> None:
    """Raises RefusedError with the code of the first obstacle."""
    for obstacle in _obstacles:
        if code := obstacle(user):
            raise RefusedError(code)
