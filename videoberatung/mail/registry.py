"""Who writes which mail: filled by `<app>/hooks.py`."""

from collections.abc import Callable
from uuid import UUID

from videoberatung.mail.outgoing import OutgoingMail

Render = Callable[[UUID], OutgoingMail | None]

_renderers: dict[str, Render] = {}


def register_mail(kind: str, render: Render) -> None:
    """`render` makes the mail from what the data says at the moment of sending.

    It gets the id given to `queue_mail` and returns None when the mail is no longer to be
    sent (erased, withdrawn, over).
    """
    if kind in _renderers:
        raise ValueError(f"two apps write the mail {kind}")
    _renderers[kind] = render


def renderer_of(kind: str) -> Render:
    """Raises KeyError for a kind nobody registered."""
    return _renderers[kind]
