"""Fill in turnserver.conf: `render.py --help`. Needs nothing but Python.

A line whose value is given several times is repeated, one whose value is not given is dropped,
so IPv4 and IPv6, address translation and a change of the secret need no other template.
"""

import argparse
import ipaddress
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

TEMPLATE = Path(__file__).with_name("turnserver.conf")
NAME = re.compile(r"@([A-Z_]+)@")
SHORTEST_SECRET = 32


class RenderError(Exception):
    """A value is missing or would make the relay unsafe; the text says which."""


def fill(template: str, values: Mapping[str, Sequence[str]]) -> str:
    """Return the template with its @NAMES@ replaced. Raises RenderError for an unknown name."""
    return "".join(
        filled for line in template.splitlines(keepends=True) for filled in _lines(line, values)
    )


def _lines(line: str, values: Mapping[str, Sequence[str]]) -> list[str]:
    found = None if line.startswith("#") else NAME.search(line)
    if not found:
        return [line]
    if found[1] not in values:
        raise RenderError(f"{found[1]} is not given")
    return [line.replace(found[0], _one_line(found[1], value)) for value in values[found[1]]]


def _one_line(name: str, value: str) -> str:
    """A value with a line break would add settings of its own."""
    if not value or not value.isprintable():
        raise RenderError(f"{name} is empty or has characters that cannot be printed")
    return value


def own_address(text: str) -> str:
    address = ipaddress.ip_address(text)
    if address.is_unspecified or address.is_multicast:
        raise RenderError(f"{text} is not the address of one interface")
    return str(address)


def secret_from(path: Path) -> str:
    secret = path.read_text().strip()
    if len(secret) < SHORTEST_SECRET:
        raise RenderError(f"the secret in {path} needs at least {SHORTEST_SECRET} characters")
    return secret


def values_from(options: argparse.Namespace) -> dict[str, list[str]]:
    return {
        "LISTEN": [own_address(text) for text in options.listen],
        "RELAY": [own_address(text) for text in options.relay or options.listen],
        "EXTERNAL": options.external,
        "PORT": [str(options.port)],
        "TLS_PORT": [str(options.tls_port)],
        "MIN_PORT": [str(options.relay_ports[0])],
        "MAX_PORT": [str(options.relay_ports[1])],
        "REALM": [options.realm],
        "SECRET": [secret_from(path) for path in options.secret_file],
        "TOTAL_QUOTA": [str(options.total_quota)],
        "CAPACITY": [str(options.capacity)],
        "CERTIFICATE": [str(options.certificate)],
        "PRIVATE_KEY": [str(options.private_key)],
        "STATE_DIR": [str(options.state_dir)],
        "OWN_NETWORK": options.own_network,
    }


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description="Fill in deploy/coturn/turnserver.conf.")
    add = options.add_argument
    add("--realm", required=True, help="name of the relay, such as turn.example.org")
    add("--listen", required=True, action="append", help="address to listen on (repeatable)")
    add("--relay", action="append", help="address to relay from; the same if not given")
    add("--external", action="append", default=[], help="public/private behind translation")
    add("--secret-file", required=True, action="append", type=Path, help="the shared secret")
    add("--certificate", required=True, type=Path)
    add("--private-key", required=True, type=Path)
    add("--port", type=int, default=3478)
    add("--tls-port", type=int, default=5349)
    add("--relay-ports", type=int, nargs=2, default=(49160, 49559), metavar=("FIRST", "LAST"))
    add("--total-quota", type=int, default=400, help="relayed connections at the same time")
    add("--capacity", type=int, default=60_000_000, help="bytes per second of all together")
    add("--own-network", action="append", default=[], help="first-last, refused too")
    add("--state-dir", type=Path, default=Path("/var/lib/turn"))
    add("--output", type=Path, default=Path("/etc/turnserver.conf"))
    return options


def write_secretly(path: Path, text: str) -> None:
    """The file holds the secret: its owner and group may read it, nobody else."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640), "w") as file:
        os.fchmod(file.fileno(), 0o640)
        file.write(text)


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        write_secretly(options.output, fill(TEMPLATE.read_text(), values_from(options)))
    except (RenderError, ValueError, OSError) as wrong:
        print(f"render.py: {wrong}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
