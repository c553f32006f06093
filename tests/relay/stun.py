"""Just enough STUN (RFC 8489) and TURN (RFC 8656) to ask a relay what it must refuse."""

import hashlib
import hmac
import ipaddress
import secrets
import struct
from dataclasses import dataclass, field

MAGIC = 0x2112A442
HEADER = struct.Struct("!HHI12s")
ATTRIBUTE = struct.Struct("!HH")
INTEGRITY_SIZE = 24
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

BINDING, ALLOCATE, REFRESH, SEND, DATA = 0x001, 0x003, 0x004, 0x006, 0x007
CREATE_PERMISSION, CONNECT = 0x008, 0x00A
REQUEST, INDICATION, SUCCESS, ERROR = 0x000, 0x010, 0x100, 0x110
CLASS_BITS = 0x110

USERNAME, MESSAGE_INTEGRITY, ERROR_CODE = 0x0006, 0x0008, 0x0009
XOR_PEER_ADDRESS, DATA_VALUE, REALM, NONCE = 0x0012, 0x0013, 0x0014, 0x0015
XOR_RELAYED_ADDRESS, REQUESTED_FAMILY, REQUESTED_TRANSPORT = 0x0016, 0x0017, 0x0019
SOFTWARE = 0x8022


@dataclass(frozen=True)
class Message:
    method: int
    kind: int = REQUEST
    attributes: dict[int, bytes] = field(default_factory=dict)
    transaction: bytes = field(default_factory=lambda: secrets.token_bytes(12))

    @property
    def error(self) -> int:
        """The error's number, 0 for anything that is not an error."""
        if self.kind != ERROR:
            return 0
        value = self.attributes[ERROR_CODE]
        return value[2] * 100 + value[3]


def encode(message: Message, key: bytes | None = None) -> bytes:
    """The bytes of a message, signed when there is a key."""
    body = b"".join(
        ATTRIBUTE.pack(number, len(value)) + value + bytes(-len(value) % 4)
        for number, value in message.attributes.items()
    )
    if key is None:
        return _header(message, len(body)) + body
    signed = _header(message, len(body) + INTEGRITY_SIZE) + body
    mac = hmac.digest(key, signed, hashlib.sha1)
    return signed + ATTRIBUTE.pack(MESSAGE_INTEGRITY, len(mac)) + mac


def _header(message: Message, length: int) -> bytes:
    return HEADER.pack(message.method | message.kind, length, MAGIC, message.transaction)


def decode(data: bytes) -> Message:
    kind, length, _magic, transaction = HEADER.unpack_from(data)
    attributes, position = {}, HEADER.size
    while position < HEADER.size + length:
        number, size = ATTRIBUTE.unpack_from(data, position)
        position += ATTRIBUTE.size
        attributes[number] = data[position : position + size]
        position += size + -size % 4
    return Message(kind & ~CLASS_BITS, kind & CLASS_BITS, attributes, transaction)


def long_term_key(username: str, realm: str, password: str) -> bytes:
    """RFC 8489, section 9.2.2."""
    return hashlib.md5(f"{username}:{realm}:{password}".encode()).digest()  # noqa: S324


def pack_address(address: Address, port: int, transaction: bytes) -> bytes:
    """An XOR-…-ADDRESS (RFC 8489, section 14.2)."""
    family = 1 if address.version == 4 else 2
    return struct.pack("!BBH", 0, family, port ^ (MAGIC >> 16)) + _mask(address.packed, transaction)


def unpack_address(value: bytes, transaction: bytes) -> tuple[Address, int]:
    port = struct.unpack_from("!H", value, 2)[0] ^ (MAGIC >> 16)
    return ipaddress.ip_address(_mask(value[4:], transaction)), port


def _mask(packed: bytes, transaction: bytes) -> bytes:
    mask = MAGIC.to_bytes(4, "big") + transaction
    return bytes(one ^ other for one, other in zip(packed, mask, strict=False))
