"""Network namespaces joined by this process, for kernels without `tc netem`.

Each namespace has one TUN device and its default route through it. A thread reads the packets
of all of them and lets each out at its destination, as late and as rarely as the link between
the two says. Needs root and fails without it.
"""

import contextlib
import fcntl
import heapq
import itertools
import os
import random
import selectors
import struct
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address
from typing import Self

from tests.network.link import Conditions, Link

# <linux/if_tun.h>
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
LARGEST_PACKET = 1400
DESTINATION = slice(16, 20)
IDLE_SECONDS = 0.2


class Network:
    """`with Network({"a": ["198.18.1.2"], …}) as network:`

    The first address of a namespace is set, the others are routed to it for `move`.
    """

    def __init__(self, addresses: Mapping[str, Sequence[str]]) -> None:
        self._addresses = {name: list(own) for name, own in addresses.items()}
        self._owner = {
            IPv4Address(one).packed: name for name, own in addresses.items() for one in own
        }
        self._links = {pair: Link() for pair in itertools.permutations(addresses, 2)}
        self._devices: dict[str, int] = {}
        self._due: list[tuple[float, int, str, Link, bytes]] = []
        self._order = itertools.count()
        self._random = random.Random(7)  # noqa: S311 - loss, not a secret
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="network emulator")

    def __enter__(self) -> Self:
        if os.geteuid() != 0:
            raise PermissionError("network namespaces need root: run `make test-long` as root")
        try:
            for name in self._addresses:
                self._create(name)
        except BaseException:
            self._remove()
            raise
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()
        self._remove()

    def within(self, name: str) -> tuple[str, ...]:
        """What to put before a command to run it in this namespace."""
        return ("ip", "netns", "exec", self._namespace(name))

    def address(self, name: str) -> str:
        return self._addresses[name][0]

    def link(self, one: str, other: str, conditions: Conditions) -> None:
        """From now on packets between the two are treated so, in both directions."""
        for pair in ((one, other), (other, one)):
            self._links[pair].conditions = conditions

    def delivered(self, one: str, other: str) -> int:
        """Packets that came through from one to the other since the start."""
        return self._links[one, other].delivered

    def move(self, name: str) -> None:
        """Into another network: the next address of the namespace takes the place of the first."""
        own = self._addresses[name]
        own.append(own.pop(0))
        self._ip(name, "address", "add", f"{own[0]}/32", "dev", self._device(name))
        self._ip(name, "address", "del", f"{own[-1]}/32", "dev", self._device(name))

    def _namespace(self, name: str) -> str:
        return f"videoberatung-{os.getpid()}-{name}"

    def _device(self, name: str) -> str:
        return f"vb-{name}"

    def _create(self, name: str) -> None:
        _run("ip", "netns", "add", self._namespace(name))
        device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        self._devices[name] = device
        request = struct.pack("16sH22x", self._device(name).encode(), IFF_TUN | IFF_NO_PI)
        fcntl.ioctl(device, TUNSETIFF, request)
        _run("ip", "link", "set", self._device(name), "netns", self._namespace(name))
        self._ip(name, "address", "add", f"{self.address(name)}/32", "dev", self._device(name))
        self._ip(name, "link", "set", self._device(name), "mtu", str(LARGEST_PACKET), "up")
        self._ip(name, "link", "set", "lo", "up")
        self._ip(name, "route", "add", "default", "dev", self._device(name))

    def _ip(self, name: str, *arguments: str) -> None:
        _run("ip", "-n", self._namespace(name), *arguments)

    def _remove(self) -> None:
        for name, device in self._devices.items():
            os.close(device)
            _run("ip", "netns", "del", self._namespace(name))
        self._devices.clear()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            for name, device in self._devices.items():
                selector.register(device, selectors.EVENT_READ, name)
            while not self._stopped.is_set():
                for key, _ in selector.select(self._seconds_until_next()):
                    self._read(key.data)
                self._deliver_due()

    def _seconds_until_next(self) -> float:
        return max(0.0, self._due[0][0] - time.monotonic()) if self._due else IDLE_SECONDS

    def _read(self, name: str) -> None:
        while True:
            try:
                packet = os.read(self._devices[name], LARGEST_PACKET + 100)
            except BlockingIOError:
                return
            owner = self._owner.get(packet[DESTINATION]) if packet[0] >> 4 == 4 else None
            if owner and owner != name:
                self._send_on_its_way(self._links[name, owner], owner, packet)

    def _send_on_its_way(self, link: Link, owner: str, packet: bytes) -> None:
        arrival = link.arrival(
            packet,
            now=time.monotonic(),
            chance=self._random.random(),
            shake=self._random.random(),
        )
        if arrival is not None:
            heapq.heappush(self._due, (arrival, next(self._order), owner, link, packet))

    def _deliver_due(self) -> None:
        while self._due and self._due[0][0] <= time.monotonic():
            _, _, owner, link, packet = heapq.heappop(self._due)
            link.delivered_one()
            # The queue of the device is full: lost, as on a real way.
            with contextlib.suppress(BlockingIOError):
                os.write(self._devices[owner], packet)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
