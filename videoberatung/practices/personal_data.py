from datetime import timedelta

from django.utils.translation import gettext_noop

from videoberatung.practices import erasing
from videoberatung.practices.models import (
    Acceptance,
    BankAccount,
    Logo,
    Membership,
    OpeningHours,
    Practice,
    TeamInvitation,
)
from videoberatung.privacy.holdings import (
    Holding,
    Kept,
    nothing,
    register_holding,
    register_practice_holding,
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
    Practice,
    "name",
    "kind",
    "time_zone",
    "country",
    "accent",
    "reminders",
    "waiting_text",
    "invitation_words_de",
    "invitation_words_en",
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

# A person goes.
register_holding(
    Holding(
        models=(Membership,),
        msgid=gettext_noop("Your place in practices: you no longer see anything there."),
        erase=erasing.leave_practices,
        concerns=erasing.has_places,
        kept=(
            Kept(
                gettext_noop(
                    "“former member” instead of your name, beside appointments you have held."
                ),
                until=gettext_noop("until those appointments are deleted"),
                law=gettext_noop("Art. 6(1)(b) GDPR"),
            ),
        ),
    )
)
register_holding(
    Holding(
        models=(TeamInvitation,),
        msgid=gettext_noop("Invitations to you to join a practice, and you as its contact person."),
        erase=erasing.forget_addresses,
        concerns=erasing.has_places,
    )
)
register_holding(
    Holding(
        models=(Acceptance,),
        msgid=gettext_noop("That it was you who agreed to a contract for a practice."),
        erase=erasing.forget_who_agreed,
        concerns=erasing.has_agreed,
        kept=(
            Kept(
                gettext_noop("That the practice agreed: to which text, in which version, when."),
                until=gettext_noop("until the practice is closed, and three years beyond"),
                law=gettext_noop("Art. 5(2) and Art. 28(9) GDPR"),
            ),
        ),
    )
)
# A practice closes.
register_practice_holding(
    Holding(
        models=(Membership, TeamInvitation),
        msgid=gettext_noop("The team: nobody has access any more, open invitations end."),
        erase=erasing.end_all_places,
    )
)
register_practice_holding(
    Holding(
        models=(Practice, Logo, OpeningHours),
        msgid=gettext_noop("Address, contact person, logo, opening hours and presets."),
        erase=erasing.blank_the_practice,
    )
)
register_practice_holding(
    Holding(
        models=(BankAccount,),
        msgid=gettext_noop("The bank details."),
        erase=erasing.remove_bank_account,
        concerns=erasing.has_bank_account,
    )
)
register_practice_holding(
    Holding(
        models=(Acceptance,),
        erase=nothing,
        kept=(
            Kept(
                gettext_noop(
                    "The name of the practice, and to which contract it agreed: version and time."
                ),
                until=gettext_noop("three years from the end of the year"),
                law=gettext_noop("Art. 5(2), Art. 17(3)(e) and Art. 28(9) GDPR, §§ 195, 199 BGB"),
            ),
        ),
    )
)
