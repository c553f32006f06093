"""Log lines that cannot carry personal data. Free of Django: signalling uses it too."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

SAFE_FIELDS = frozenset(
    {
        "appointment",
        "attempts",
        "code",
        "count",
        "error",
        "event",
        "host_count",
        "job",
        "kind",
        "level",
        "logger",
        "mail",
        "member",
        "participant",
        "peer",
        "port",
        "practice",
        "reason",
        "role",
        "room",
        "seconds",
        "setting",
        "status",
        "timestamp",
        "view",
    }
)
Event = MutableMapping[str, Any]


def keep_safe_fields(_logger: Any, _method: str, event: Event) -> Event:
    """Drop every field that is not on the list; of an exception keep its type alone."""
    error = event.pop("exc_info", None)
    if error:
        kind = sys.exc_info()[0] if error is True else _type_of(error)
        event["error"] = kind.__name__ if kind else "unknown"
    return {key: value for key, value in event.items() if key in SAFE_FIELDS}


def _type_of(error: Any) -> type[BaseException] | None:
    if isinstance(error, BaseException):
        return type(error)
    if isinstance(error, tuple):
        return error[0] if isinstance(error[0], type) else None
    return None


class ForeignFormatter(logging.Formatter):
    """Lines of libraries: who, how bad and which exception type, never the message.

    A library's message may hold an address, a path or a name (a 404 holds the link).
    """

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        status = getattr(record, "status_code", "")
        parts = [record.levelname.lower(), "library_message", f"logger={record.name}"]
        parts += [f"error={error}"] if error else []
        parts += [f"status={status}"] if status else []
        return " ".join(parts)


def configure_logging(level: str = "INFO") -> None:
    """One line per event on standard error; call once at the start of a process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ForeignFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_safe_fields,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
