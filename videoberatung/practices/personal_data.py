from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from videoberatung.backups.registry import note_end
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
from videoberatung.practices.roles import Role
from videoberatung.privacy.disclosure import Disclosure, register_disclosure
from videoberatung.privacy.holdings import (
    Holding,
    Kept,
    Subject,
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
    receivers=("practice",),
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
    receivers=("participants", "mail"),
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
    receivers=("bank",),
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
    receivers=("mail",),
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


def _owned_by(person: Subject) -> QuerySet[Membership, UUID]:
    places = Membership.objects.current().filter(user=person.id, role=Role.OWNER)
    return places.values_list("practice", flat=True)


register_disclosure(
    Disclosure(
        Membership,
        gettext_noop("Practices you belong to or have belonged to"),
        rows=lambda person: (
            Membership.objects.filter(user=person.id)
            .select_related("practice")
            .order_by("created_at")
        ),
        facts={
            "practice__name": gettext_noop("Practice"),
            "role": gettext_noop("Role"),
            "holds_consultations": gettext_noop("Holds consultations"),
            "created_at": gettext_noop("Since"),
            "ended_at": gettext_noop("Until"),
        },
        withheld=frozenset({"user"}),
    )
)
register_disclosure(
    Disclosure(
        Practice,
        gettext_noop("Practices you own or are the contact person of"),
        rows=lambda person: Practice.objects.filter(
            Q(id__in=_owned_by(person)) | Q(contact_email__in=person.addresses)
        ).order_by("created_at"),
        facts={
            "name": gettext_noop("Practice"),
            "street": gettext_noop("Street and number"),
            "postal_code": gettext_noop("Postal code"),
            "city": gettext_noop("Town"),
            "phone": gettext_noop("Telephone"),
            "email": gettext_noop("E-mail address"),
            "contact_name": gettext_noop("Contact person"),
            "contact_email": gettext_noop("E-mail address of the contact person"),
        },
    )
)
register_disclosure(
    Disclosure(
        BankAccount,
        gettext_noop("Bank details of practices you own"),
        rows=lambda person: (
            BankAccount.objects.filter(practice__in=_owned_by(person))
            .select_related("practice")
            .order_by("created_at")
        ),
        facts={
            "practice__name": gettext_noop("Practice"),
            "holder": gettext_noop("Account holder"),
            "iban": gettext_noop("IBAN"),
            "bic": gettext_noop("BIC"),
        },
    )
)
register_disclosure(
    Disclosure(
        Acceptance,
        gettext_noop("Contracts you have agreed to for a practice"),
        rows=lambda person: (
            Acceptance.objects.filter(user=person.id)
            .select_related("practice")
            .order_by("accepted_at")
        ),
        facts={
            "practice__name": gettext_noop("Practice"),
            "document": gettext_noop("Text"),
            "version": gettext_noop("Version"),
            "accepted_at": gettext_noop("Agreed"),
        },
        withheld=frozenset({"user"}),
    )
)
register_disclosure(
    Disclosure(
        TeamInvitation,
        gettext_noop("Invitations to join a practice"),
        rows=lambda person: (
            TeamInvitation.objects.filter(email__in=person.addresses)
            .select_related("practice")
            .order_by("created_at")
        ),
        facts={
            "practice__name": gettext_noop("Practice"),
            "email": gettext_noop("E-mail address"),
            "role": gettext_noop("Role"),
            "language": gettext_noop("Language"),
            "expires_at": gettext_noop("Until"),
        },
    )
)
# Whoever has left does not come back with a backup.
note_end(Membership, "ended_at")
