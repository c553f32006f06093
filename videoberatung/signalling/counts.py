"""How much is live: for the audit and the operator. Numbers, nothing about anybody."""

from collections.abc import Collection, Iterable

from videoberatung.signalling.live import LivePractice
from videoberatung.signalling.notices import Notices

Counts = dict[str, int]


def counts_of(
    practices: Collection[LivePractice], notices: Notices, *, sockets: int, now: float
) -> Counts:
    """`overdue` and `old_words` count what the clock should have ended or forgotten by now."""
    rooms = [live.room for practice in practices for live in practice.rooms.values()]
    return {
        "rooms": len(rooms),
        "inside": sum(len(room.inside()) for room in rooms),
        "waiting": sum(len(room.waiting()) for room in rooms),
        "names": sum(bool(member.name) for room in rooms for member in room.members()),
        "lobby": sum(practice.lobby.count_waiting() for practice in practices),
        "watching": sum(len(practice.lobby) for practice in practices),
        "tombstones": len(notices),
        "old_words": notices.count_old(now),
        "sockets": sockets,
        "oldest_room_s": int(max((now - room.facts.opened_at for room in rooms), default=0)),
        "past_end": sum(now >= room.facts.ends_at for room in rooms),
        "overdue": sum(room.is_overdue(now) for room in rooms),
    }


def summed(parts: Iterable[Counts]) -> Counts:
    """Of several processes; of ages the largest."""
    whole: Counts = {}
    for part in parts:
        for name, count in part.items():
            known = whole.get(name, 0)
            whole[name] = max(known, count) if name.endswith("_s") else known + count
    return whole
