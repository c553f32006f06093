"""Packets to count and time, from within a namespace.

`probe.py echo ADDRESS` answers for ever, `probe.py ask ADDRESS COUNT` prints how many answers came
and the shortest round trip in seconds.
"""

import json
import socket
import sys
import time

PORT = 9000
PATIENCE_SECONDS = 0.3


def echo(address: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.bind((address, PORT))
        print("ready", flush=True)
        while True:
            packet, asker = own.recvfrom(100)
            own.sendto(packet, asker)


def ask(address: str, count: int) -> list[float]:
    """Round trips of the answers that came, in seconds."""
    trips = []
    for number in range(count):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
            own.settimeout(PATIENCE_SECONDS)
            asked = time.monotonic()
            own.sendto(bytes([number]), (address, PORT))
            try:
                own.recv(100)
            except TimeoutError:
                continue
            trips.append(time.monotonic() - asked)
    return trips


if __name__ == "__main__":
    if sys.argv[1] == "echo":
        echo(sys.argv[2])
    print(json.dumps(ask(sys.argv[2], int(sys.argv[3]))))
