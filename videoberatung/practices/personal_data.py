from datetime import timedelta

from django.utils.translation import gettext_noop

from videoberatung.practices.models import (
    Acceptance,
    BankAccount,
    Logo,
    Membership,
    Practice,
    TeamInvitation,
)
from videoberatung.privacy.inventory import declare, declare_impersonal

_CONTRACT = "Art. 6(1)(b) GDPR"
_UNTIL_CLOSED = gettext_noop("until the practice is closed")

declare(
    Membership,
    "user",
    "role",
    purpose=gettext_noop("Know who may do what in a practice"),
    basis=_CONTRACT,
    retention=gettext_noop("until the person leaves the practice"),
    exportable=True,
)
declare(
    Practice,
    "email",
    "contact_name",
    "contact_email",
    "phone",
    "street",
    "postal_code",
    "city",
    purpose=gettext_noop("Reach the practice about its contract, and let its clients reach it"),
    basis=_CONTRACT,
    retention=_UNTIL_CLOSED,
    exportable=True,
)
# The organisation's own data.
declare_impersonal(
    Practice, "name", "kind", "time_zone", "country", "accent", "reminders", "waiting_text"
)
declare_impersonal(Logo, "content")
declare(
    BankAccount,
    "holder",
    "iban",
    "bic",
    purpose=gettext_noop("Collect what the practice owes by direct debit"),
    basis=_CONTRACT,
    retention=_UNTIL_CLOSED,
    exportable=True,
)
declare(
    Acceptance,
    "user",
    purpose=gettext_noop("Show who agreed to which text when"),
    basis="Art. 5(2) GDPR, Art. 28(9) GDPR",
    retention=_UNTIL_CLOSED,
    exportable=True,
)
declare_impersonal(Acceptance, "document", "version", "text_hash")
declare(
    TeamInvitation,
    "email",
    "role",
    "language",
    purpose=gettext_noop("Invite a colleague to a practice"),
    basis=_CONTRACT,
    retention=timedelta(0),
    counted_from="expires_at",
    erased_by="delete",
)
