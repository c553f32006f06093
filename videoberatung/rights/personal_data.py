from datetime import timedelta

from django.utils.translation import gettext_noop

from videoberatung.privacy.holdings import (
    Holding,
    Kept,
    register_holding,
    register_practice_holding,
)
from videoberatung.privacy.inventory import declare, declare_impersonal
from videoberatung.rights import erasing
from videoberatung.rights.models import AccountEnding, Notice, PracticeClosing

_NOTICE = gettext_noop("Carry out a notice of termination and let it be taken back")
_LAW = "Art. 6(1)(b) and (c) GDPR, § 312k BGB"

declare(
    AccountEnding,
    "user",
    purpose=_NOTICE,
    basis=_LAW,
    retention=gettext_noop("until the notice is taken back or the account erased"),
    exportable=True,
)
declare(
    PracticeClosing,
    "announced_by",
    purpose=_NOTICE,
    basis=_LAW,
    retention=gettext_noop("until the notice is taken back or the practice closed"),
    exportable=True,
)
declare(
    Notice,
    "sealed",
    purpose=gettext_noop("Confirm a notice of termination with everything that was declared"),
    basis=_LAW,
    retention=timedelta(days=2),
    counted_from="received_at",
    erased_by="blank",
)
declare(
    Notice,
    "user",
    purpose=gettext_noop("Recognise a notice of termination that is sent twice"),
    basis=_LAW,
    retention=timedelta(days=30),
    counted_from="received_at",
    erased_by="delete",
)
declare_impersonal(Notice, "kind", "outcome", "language")

register_holding(
    Holding(
        models=(AccountEnding, Notice, PracticeClosing),
        msgid=gettext_noop("Your notice itself."),
        erase=erasing.forget_the_notice,
    )
)
register_practice_holding(
    Holding(
        models=(PracticeClosing, Notice),
        erase=erasing.forget_who_closed,
        kept=(
            Kept(
                gettext_noop("The days on which notice was given and the practice was closed."),
                until=gettext_noop("three years from the end of the year"),
                law=gettext_noop("Art. 5(2) and Art. 17(3)(e) GDPR, §§ 195, 199 BGB"),
            ),
        ),
    )
)
