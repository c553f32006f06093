from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_noop

from videoberatung.privacy.disclosure import Disclosure, register_disclosure
from videoberatung.privacy.field_names import name_fields
from videoberatung.privacy.holdings import (
    Holding,
    Kept,
    nothing,
    register_holding,
    register_practice_holding,
)
from videoberatung.privacy.inventory import declare, declare_impersonal
from videoberatung.trail.models import Entry

declare(
    Entry,
    "actor",
    "subject",
    purpose=gettext_noop("Show a practice who did what, and clear up mistakes and misuse"),
    basis="Art. 6(1)(f) GDPR, Art. 32(1) GDPR",
    retention=timedelta(days=365),
    counted_from="at",
    erased_by="delete",
    receivers=("practice",),
    exportable=True,
)
declare_impersonal(Entry, "practice", "action")

register_holding(
    Holding(
        models=(Entry,),
        erase=nothing,
        kept=(
            Kept(
                gettext_noop("Which steps were taken with your account, under a number, no name."),
                until=gettext_noop("one year after each step"),
                law=gettext_noop("Art. 6(1)(f) and Art. 32(1) GDPR"),
            ),
        ),
    )
)
register_practice_holding(
    Holding(
        models=(Entry,),
        erase=nothing,
        kept=(
            Kept(
                gettext_noop("Which steps were taken in the practice, under numbers, no names."),
                until=gettext_noop("one year after each step"),
                law=gettext_noop("Art. 6(1)(f) and Art. 32(1) GDPR"),
            ),
        ),
    )
)

register_disclosure(
    Disclosure(
        Entry,
        gettext_noop("Steps you have taken, or that concern your account"),
        rows=lambda person: Entry.objects.filter(
            Q(actor=person.id) | Q(subject=person.id)
        ).order_by("at"),
        facts={
            "at": gettext_noop("When"),
            "action": gettext_noop("What"),
            "subject": gettext_noop("About the number"),
        },
        withheld=frozenset({"actor"}),
    )
)

name_fields(Entry, {"actor": gettext_noop("who did it")})
