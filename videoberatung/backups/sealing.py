"""Encryption with age (https://age-encryption.org/v1): anybody may lock, only the key opens."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from pyrage import DecryptError, IdentityError, decrypt_io, encrypt_io, x25519

HEADER = b"age-encryption.org/v1\n"
SECRET_PREFIX = "AGE-SECRET-KEY-"  # noqa: S105  # what a key begins with


class Target(Protocol):
    def write(self, chunk: bytes, /) -> int: ...


class UnreadableError(Exception):
    """A key or a backup cannot be used; the text is for the operator and names no secret."""


def seal(source: BinaryIO, target: BinaryIO, recipients: Sequence[str]) -> None:
    """Encrypt as a stream; nothing of `source` reaches `target` in the clear."""
    encrypt_io(source, target, [x25519.Recipient.from_str(one) for one in recipients])


def unseal(path: Path, target: Target, identities: Sequence[x25519.Identity]) -> None:
    """Decrypt into `target`. Raises UnreadableError, maybe after some of it was written.

    Every 64 kB are authenticated, and so is the end: nothing altered or cut off goes through.
    """
    with path.open("rb") as source:
        try:
            decrypt_io(source, target, identities)
        except DecryptError as error:
            raise UnreadableError(f"{path.name} cannot be opened with this key") from error
        except OSError as error:
            raise UnreadableError(f"{path.name} is damaged, altered or cut off") from error


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def read_identities(text: str) -> list[x25519.Identity]:
    """The keys of a file as age-keygen writes it. Raises UnreadableError if there is none."""
    lines = (line.strip() for line in text.splitlines())
    try:
        found = [x25519.Identity.from_str(line) for line in lines if line.startswith(SECRET_PREFIX)]
    except IdentityError:
        raise UnreadableError("the key file holds a damaged key") from None
    if not found:
        raise UnreadableError(f"the key file holds no key: a line that begins with {SECRET_PREFIX}")
    return found


def new_key() -> tuple[str, str]:
    """Secret and public half."""
    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


class FirstBytes(io.RawIOBase):
    """A target that keeps what a content begins with and forgets the rest."""

    def __init__(self, length: int) -> None:
        self.kept = b""
        self._length = length

    def writable(self) -> bool:
        return True

    def write(self, chunk: bytes) -> int:  # type: ignore[override]
        self.kept += bytes(chunk[: self._length - len(self.kept)])
        return len(chunk)
