"""Why a mail was not delivered, in words for whoever it was sent for."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_WORDS = {
    "no_mailbox": gettext_noop("There is no such mailbox."),
    "mailbox_full": gettext_noop("The mailbox is full."),
    "mailbox_off": gettext_noop("The mailbox takes no e-mails at the moment."),
    "address_invalid": gettext_noop("The address is not valid."),
    "no_server": gettext_noop("The mail server of this address cannot be reached."),
    "unwanted": gettext_noop("The other mail server refused it, as unwanted mail for instance."),
    "too_large": gettext_noop("The e-mail was too large for this mailbox."),
    "recipient_refused": gettext_noop("The mail server does not know this address or refuses it."),
    "recipient_deferred": gettext_noop("The mail server put it off again and again."),
    "message_refused": gettext_noop("The mail server did not take the e-mail."),
    "message_deferred": gettext_noop("The mail server put it off again and again."),
    "unfit": gettext_noop("The address is not valid."),
}
_OURS = gettext_noop("Our mail server could not send it. It has nothing to do with the address.")


def in_words(reason: str) -> str:
    return _(_WORDS.get(reason, _OURS))


def is_about_address(reason: str) -> bool:
    """Whether another address would help."""
    return reason in _WORDS
