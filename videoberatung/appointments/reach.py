"""Who is told by mail and who has to be told by the practice itself, in words."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Person(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...


def planned_in_words(people: Sequence[Person]) -> str:
    """What a provider reads who has just planned."""
    count = sum(bool(one.email) for one in people)
    if count == 0:
        return _("The appointment is planned. Please pass on the links: they stand below.")
    return ngettext(
        "The appointment is planned. The invitation is on its way.",
        "The appointment is planned. %(count)d invitations are on their way.",
        count,
    ) % {"count": count}


def mails_in_words(people: Iterable[Person]) -> str:
    """How many hear of another time, before it is decided."""
    count = sum(bool(one.email) for one in people)
    if count == 0:
        return _("Nobody gets an e-mail: no address is known.")
    return ngettext(
        "%(people)s person gets an e-mail with the new time. The link stays the same.",
        "%(people)s people get an e-mail with the new time. Their links stay the same.",
        count,
    ) % {"people": count}


def unreached_in_words(people: Sequence[Person]) -> str:
    """Empty where everybody has an address."""
    unreached = [one.name for one in people if not one.email]
    if not unreached:
        return ""
    return ngettext(
        "No e-mail address is known of %(names)s. Please tell this person yourself.",
        "No e-mail addresses are known of %(names)s. Please tell these people yourself.",
        len(unreached),
    ) % {"names": ", ".join(unreached)}
