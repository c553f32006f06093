"""`python -m benchmarks [call] [link] [signalling] [visits]`: measure, print a table for each."""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks import call, link, visits
from benchmarks.signalling import measure as signalling

HERE = Path(__file__).parent
Row = Sequence[str]


def table(head: Row, rows: Iterable[Row]) -> str:
    """As Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def call_table() -> str:
    calls = call.measure()
    start = [f"{calls.ours_ms:.0f}", f"{calls.peerjs_ms:.0f}", "at or below PeerJS"]
    frames = [str(calls.ours_frames), str(calls.peerjs_frames), "200"]
    return table(
        ["", "ours", "PeerJS", "goal"],
        [
            ["start to first remote frame, median (ms)", *start],
            ["frames in 10 s after the server was killed", *frames],
        ],
    )


def link_table() -> str:
    opening = link.measure()
    return table(
        ["link to usable form", "ours", "goal"],
        [
            ["time, median (ms)", f"{opening.milliseconds:.0f}", ""],
            ["transferred (kB)", f"{opening.kilobytes:.1f}", "at most 150"],
            ["requests", str(opening.requests), "at most 10"],
            ["foreign hosts", str(opening.foreign_hosts), "0"],
            ["to the end of the call (kB)", f"{opening.whole_kilobytes:.1f}", "at most 250"],
        ],
    )


def signalling_table() -> str:
    costs = signalling.measure()
    figures: dict[str, Callable[[signalling.Cost], str]] = {
        "CPU per message, in bursts (µs)": lambda cost: f"{cost.microseconds_in_bursts:.1f}",
        "CPU per message, evenly (µs)": lambda cost: f"{cost.microseconds:.1f}",
        "95 % of messages, evenly (ms)": lambda cost: f"{cost.p95_ms:.1f}",
        "memory per waiting connection (KiB)": lambda cost: f"{cost.kibibytes:.1f}",
    }
    rows = [[name, *(figure(cost) for cost in costs.values())] for name, figure in figures.items()]
    return table(["", *costs], rows)


def visits_table() -> str:
    costs = visits.measure()
    return table(
        ["record of visits", "ours", "goal"],
        [
            ["added to a page (µs)", f"{costs.note:.1f}", "at most 100"],
            ["the start page as a whole (µs)", f"{costs.page:.0f}", ""],
        ],
    )


def install_the_others() -> None:
    """What is measured beside us, from npm, if it is not there in the locked versions."""
    lock, ready = HERE / "package-lock.json", HERE / "node_modules/.package-lock.json"
    if not ready.exists() or ready.stat().st_mtime < lock.stat().st_mtime:
        npm = [str(Path(sys.executable).with_name("npm")), "--prefix", str(HERE)]
        subprocess.run([*npm, "ci", "--silent", "--ignore-scripts"], check=True)


PARTS = {
    "call": call_table,
    "link": link_table,
    "signalling": signalling_table,
    "visits": visits_table,
}


def main() -> None:
    options = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    options.add_argument("parts", nargs="*", metavar="|".join(PARTS), default=[])
    wanted = options.parse_args().parts or list(PARTS)
    install_the_others()
    for name in wanted:
        print(f"\n{PARTS[name]()}", flush=True)


if __name__ == "__main__":
    main()
