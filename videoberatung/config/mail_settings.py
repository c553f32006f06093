from typing import Any
from urllib.parse import unquote, urlsplit

from videoberatung.config.environment import Environment

STARTTLS_PORT = 587
TLS_PORT = 465


def mail_settings(environment: Environment) -> dict[str, Any]:
    """Django's EMAIL_… settings: the sample's outbox, or one SMTP server.

    `smtp://user:password@host:587` speaks STARTTLS, `smtps://…:465` TLS from the start and
    `smtp+plain://` neither, for a mail server on the same machine.
    """
    shared = {"DEFAULT_FROM_EMAIL": environment.mail_from}
    if environment.sample:
        return shared | {"EMAIL_BACKEND": "videoberatung.mail.outbox.OutboxBackend"}
    url = urlsplit(environment.smtp_url.get_secret_value())
    return shared | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (TLS_PORT if url.scheme == "smtps" else STARTTLS_PORT),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp",
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
