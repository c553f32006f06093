"""Bars to be drawn, in whole numbers on a plane of 1000 by 300. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 300
FOOT, HEAD, LEFT = 30, 10, 60
MOST_LABELS = 8


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    label: str
    count: int


@dataclass(frozen=True)
class Line:
    y: int
    value: int


@dataclass(frozen=True)
class Plot:
    bars: list[Bar]
    lines: list[Line]
    # Where on the x axis which word stands.
    marks: list[tuple[int, str]]


def plot_of(values: Sequence[tuple[str, int]]) -> Plot:
    """Each value a bar, in order; the scale ends at a round number."""
    top = round_above(max((count for _, count in values), default=0))
    room = HEIGHT - FOOT - HEAD
    step = (WIDTH - LEFT) / max(1, len(values))
    bars = [
        _bar(label, count, left=LEFT + number * step, step=step, height=round(room * count / top))
        for number, (label, count) in enumerate(values)
    ]
    lines = [Line(HEIGHT - FOOT - round(room * part / 2), top * part // 2) for part in range(3)]
    every = -(-len(bars) // MOST_LABELS)
    marks = [(bar.x + bar.width // 2, bar.label) for bar in bars[:: max(1, every)]]
    return Plot(bars, lines, marks)


def _bar(label: str, count: int, *, left: float, step: float, height: int) -> Bar:
    gap = step * 0.2 if step > 5 else 0
    width = max(1, round(step - gap))
    # A single visit among thousands is still to be seen.
    height = max(2, height) if count else 0
    return Bar(round(left + gap / 2), HEIGHT - FOOT - height, width, height, label, count)


def round_above(count: int) -> int:
    """2, 10, 20, 50, 100 …: even, so that half of it is a whole number."""
    if count <= 2:
        return 2
    power = int("1" + "0" * (len(str(count)) - 1))
    steps = (power * step for step in (1, 2, 4, 6, 8, 10))
    return next(step for step in steps if step >= count and step % 2 == 0)
