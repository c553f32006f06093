"""The operator's facts in the current language."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from videoberatung.privacy.operator import Opening, Operator, Recipient

# What each kind gets, and what for.
RECEIVE = {
    "hosting": _("keeps the machines on which the service runs, with everything stored there"),
    "relay": _(
        "passes on encrypted packets of a call where browsers find no direct way; cannot read them"
    ),
    "mail": _("delivers the mails the service sends"),
    "bank": _("collects what practices owe"),
    "tax_adviser": _("keeps the books: invoices to practices"),
    "collection": _("collects debts of practices, if it comes to that"),
    "lawyer": _("advises and represents us, if there is a dispute"),
    "court": _("decides, if there is a dispute"),
    "authority": _("gets what a law obliges us to hand over, and nothing of a call: we have none"),
}
KINDS = {
    "hosting": _("Hosting"),
    "relay": _("Relay for calls (TURN)"),
    "mail": _("Delivery of mail"),
    "bank": _("Bank"),
    "tax_adviser": _("Tax adviser"),
    "collection": _("Debt collection"),
    "lawyer": _("Lawyers"),
    "court": _("Courts"),
    "authority": _("Authorities"),
}
INSIDE = {
    "practice": _("members of the practice concerned"),
    "participants": _("whom you meet in an appointment"),
}
_DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def kind_in_words(kind: str) -> str:
    return gettext(KINDS.get(kind) or INSIDE[kind])


def receivers_in_words(kinds: Iterable[str]) -> str:
    """ "members of the practice concerned, delivery of mail"; who keeps the machines always."""
    return ", ".join(kind_in_words(kind) for kind in (*kinds, "hosting"))


def what_it_gets(recipient: Recipient) -> str:
    return gettext(RECEIVE[recipient.kind])


def recipient_in_words(recipient: Recipient) -> str:
    """Who it is."""
    if recipient.is_own:
        return gettext("nobody: we do this ourselves")
    if not recipient.name:
        return gettext("whoever is competent or commissioned then")
    parts = [recipient.name, recipient.address, recipient.country]
    return ", ".join(part for part in parts if part)


def standing_of(recipient: Recipient) -> str:
    """On which footing it gets data."""
    if recipient.is_own:
        return ""
    words = gettext("answers for itself")
    if recipient.contract_since:
        words = gettext("acts on our instructions, contract of %(day)s (Art. 28 GDPR)") % {
            "day": date_format(recipient.contract_since, gettext("j F Y"))
        }
    if recipient.safeguard:
        words += gettext("; outside of the European Economic Area, protected by: %(what)s") % {
            "what": recipient.safeguard
        }
    return words


def opening_in_words(opening: Opening) -> str:
    """ "Monday to Thursday, 08:00 to 17:00"."""
    days = gettext(_DAYS[opening.first_day])
    if opening.last_day != opening.first_day:
        days = gettext("%(first)s to %(last)s") % {
            "first": days,
            "last": gettext(_DAYS[opening.last_day]),
        }
    return gettext("%(days)s, %(opens)s to %(closes)s") % {
        "days": days,
        "opens": opening.opens,
        "closes": opening.closes,
    }


def full_name(operator: Operator) -> str:
    return " ".join(part for part in (operator.name, operator.legal_form) if part)
