"""A form sent twice says the same thing once."""

from uuid import UUID

from django.utils.crypto import salted_hmac


def id_once(submission: UUID, text: str, *, purpose: str) -> UUID:
    """The same for the same words from the same form.

    With the words in it: whoever takes over the number of another's form gets an id of their own.
    """
    code = salted_hmac(purpose, f"{submission} {text}", algorithm="sha256")
    return UUID(bytes=code.digest()[:16], version=4)
