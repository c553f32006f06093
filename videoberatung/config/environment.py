"""Every setting comes from the environment: one class, checked at the start.

docs/operations.md describes each variable; a test compares the two.
"""

import os
import secrets
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from videoberatung.config.operator import OperatorVariables
from videoberatung.config.sample_operator import sample_operator
from videoberatung.privacy.operator import Operator

PREFIX = "VIDEOBERATUNG_"
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
SHORTEST_SECRET = 50
# Signalling listens there to its own pages (internal.py); 107 is what Linux allows, unix(7).
SOCKET_NAME = "signalling.sock"
LONGEST_SOCKET_PATH = 107
# Kinds of recipients that every operator has, be it itself.
ALWAYS_RECEIVE = frozenset({"hosting", "mail", "bank"})
Names = Annotated[tuple[str, ...], NoDecode]


class ConfigurationError(Exception):
    """A setting is missing or wrong; the text names the variable."""


class Environment(OperatorVariables):
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    sample: bool = False
    data_dir: Path = Path("var")
    public_url: str = ""
    secret_key: SecretStr = SecretStr("")
    database_url: str = ""
    valkey_url: str = ""
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    signalling_key: SecretStr = SecretStr("")
    turn_urls: Names = ()
    turn_secret: SecretStr = SecretStr("")
    relay_only: bool = False
    trusted_proxies: Names = ()
    backup_dir: Path | None = None
    backup_recipients: Names = ()
    backup_days: int = Field(default=14, ge=1, le=90)
    access_log_days: int = Field(default=30, ge=1, le=365)
    threads: int = Field(default=8, ge=4, le=16)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("turn_urls", "trusted_proxies", "backup_recipients", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("public_url")
    @classmethod
    def is_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (
            parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")
        ):
            raise ValueError("must be an address such as https://video.example.org")
        return value.rstrip("/")

    @model_validator(mode="after")
    def fits_together(self) -> "Environment":
        self._check_data_dir()
        self._check_backups()
        host = urlsplit(self.public_url).netloc.rsplit(":", 1)[0]
        if self.sample:
            return self._as_sample(host)
        self._require("public_url", self.public_url)
        if not self.public_url.startswith("https://") and host not in LOOPBACK:
            raise _wrong("public_url", "must begin with https:// (only localhost may do without)")
        if self.turn_urls:
            self._require("turn_secret", self.turn_secret.get_secret_value())
        if self.relay_only and not self.turn_urls:
            raise _wrong("turn_urls", "is needed when everything is relayed")
        if not self.signalling_key.get_secret_value() or self.secret_key.get_secret_value():
            self._check_secret("secret_key", self.secret_key)
        if self.signalling_key.get_secret_value():
            self._check_secret("signalling_key", self.signalling_key)
        return self

    def _check_data_dir(self) -> None:
        if len(os.fsencode(self.signalling_socket)) > LONGEST_SOCKET_PATH:
            longest = LONGEST_SOCKET_PATH - len(f"/{SOCKET_NAME}")
            raise _wrong("data_dir", f"is too long: the whole path may have {longest} bytes")

    def _check_backups(self) -> None:
        """None at all, or encrypted ones: there is no third way."""
        if self.backup_dir and not self.backup_dir.is_absolute():
            raise _wrong("backup_dir", "must be a whole path such as /var/backups/videoberatung")
        if self.backup_dir and not self.backup_recipients:
            raise _wrong("backup_recipients", "is missing: no backup is written unencrypted")
        if self.backup_recipients and not self.backup_dir:
            raise _wrong("backup_dir", "is missing")
        for recipient in self.backup_recipients:
            if not is_public_key(recipient):
                raise _wrong(
                    "backup_recipients",
                    "must be public keys of age (age1…), as videoberatung new-backup-key prints",
                )

    def require_pages(self) -> None:
        """What pages and worker need beyond signalling. Raises ConfigurationError."""
        try:
            self._check_secret("secret_key", self.secret_key)
            if not self.sample:
                self._require("smtp_url", self.smtp_url.get_secret_value())
                self._require("mail_from", self.mail_from)
            self.operator_facts()
        except ValueError as wrong:
            raise ConfigurationError(str(wrong)) from None

    def operator_facts(self) -> Operator:
        """Raises ValueError naming each missing fact, one per line."""
        if self.sample:
            return sample_operator()
        if missing := self.missing_facts():
            raise ValueError("\n".join(str(_wrong(name, why)) for name, why in missing))
        try:
            return self.operator(needed=self._needed_recipients())
        except ValueError as wrong:
            raise _wrong("recipients_file", str(wrong)) from None

    def _needed_recipients(self) -> frozenset[str]:
        return ALWAYS_RECEIVE | (frozenset({"relay"}) if self.turn_urls else frozenset())

    @staticmethod
    def _check_secret(name: str, secret: SecretStr) -> None:
        if len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise _wrong(name, f"needs at least {SHORTEST_SECRET} characters")

    def _as_sample(self, host: str) -> "Environment":
        if self.smtp_url.get_secret_value():
            raise _wrong("smtp_url", "cannot be used with the sample: its mail stays in the outbox")
        if self.public_url and host not in LOOPBACK:
            raise _wrong("public_url", "must be localhost in the sample")
        self.public_url = self.public_url or "http://localhost:8000"
        self.mail_from = self.mail_from or "termine@videoberatung.example"
        if not self.secret_key.get_secret_value():
            self.secret_key = SecretStr(_kept_secret(self.data_dir / "sample-secret-key"))
        return self

    @staticmethod
    def _require(name: str, value: str) -> None:
        if not value:
            raise _wrong(name, "is missing")

    @property
    def signalling_socket(self) -> Path:
        return self.data_dir.resolve() / SOCKET_NAME

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


def is_public_key(text: str) -> bool:
    """Of age. The library is loaded only where backups are configured."""
    from pyrage import RecipientError, x25519

    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def _wrong(name: str, why: str) -> ValueError:
    return ValueError(f"{PREFIX}{name.upper()} {why}")


def _kept_secret(path: Path) -> str:
    """The sample's own key, made once: sessions survive a restart of the sample."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text()


def read_environment() -> Environment:
    """What signalling needs, checked; the rest is checked by `require_pages`.

    Raises ConfigurationError naming each variable that is wrong, one per line.
    """
    try:
        return Environment()
    except ValidationError as invalid:
        raise ConfigurationError("\n".join(_lines(invalid))) from None


def _lines(invalid: ValidationError) -> list[str]:
    lines = []
    for error in invalid.errors(include_input=False, include_url=False):
        message = error["msg"].removeprefix("Value error, ")
        name = PREFIX + str(error["loc"][0]).upper() if error["loc"] else ""
        lines.append(message if message.startswith(PREFIX) else f"{name} {message}")
    return lines
