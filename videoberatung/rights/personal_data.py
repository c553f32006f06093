from datetime import timedelta

from django.utils.translation import gettext_noop

from videoberatung.backups.registry import leave_out
from videoberatung.privacy.disclosure import Disclosure, register_disclosure
from videoberatung.privacy.field_names import name_fields
from videoberatung.privacy.holdings import (
    Holding,
    Kept,
    register_holding,
    register_practice_holding,
)
from videoberatung.privacy.inventory import declare, declare_impersonal
from videoberatung.rights import erasing
from videoberatung.rights.models import (
    AccountEnding,
    DataCopy,
    DataRequest,
    Notice,
    PracticeClosing,
)

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
    receivers=("mail",),
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

declare(
    DataCopy,
    "user",
    "sealed",
    purpose=gettext_noop("Hand a person a copy of everything held about them"),
    basis="Art. 6(1)(c), Art. 15(3), Art. 20 GDPR",
    retention=timedelta(0),
    counted_from="expires_at",
    erased_by="delete",
)
_REQUEST = gettext_noop("Answer what somebody asks about their data")
_REQUEST_LAW = "Art. 6(1)(c), Art. 12(3) GDPR"
# A copy lives for a day, and whoever wants it can have it made again.
leave_out(DataCopy)
declare(
    DataRequest,
    "email",
    "sealed_name",
    "sealed_text",
    "sealed_answer",
    purpose=_REQUEST,
    basis=_REQUEST_LAW,
    retention=timedelta(days=90),
    counted_from="answered_at",
    erased_by="blank",
    receivers=("mail",),
    exportable=True,
)
declare(
    DataRequest,
    "user",
    purpose=gettext_noop("Prove that a request was answered in time"),
    basis="Art. 5(2), Art. 17(3)(e) GDPR",
    retention=timedelta(days=3 * 365),
    counted_from="answered_at",
    erased_by="delete",
    exportable=True,
)
declare_impersonal(DataRequest, "kind", "language")

register_holding(
    Holding(
        models=(DataCopy,),
        msgid=gettext_noop("A copy of your data that waits to be fetched."),
        erase=erasing.forget_the_copy,
    )
)
register_holding(
    Holding(
        models=(DataRequest,),
        msgid=gettext_noop("What you wrote to us about your data, once it is answered."),
        erase=erasing.forget_requests,
        kept=(
            Kept(
                gettext_noop("Requests about your data that are not answered yet."),
                until=gettext_noop("three months after the answer"),
                law=gettext_noop("Art. 12(3) GDPR"),
            ),
            Kept(
                gettext_noop("That a request was made and answered, and when; no name."),
                until=gettext_noop("three years after the answer"),
                law=gettext_noop("Art. 5(2) and Art. 17(3)(e) GDPR"),
            ),
        ),
        concerns=erasing.has_asked,
    )
)
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
register_disclosure(
    Disclosure(
        AccountEnding,
        gettext_noop("Your notice of termination"),
        rows=lambda person: AccountEnding.objects.filter(user=person.id),
        facts={
            "received_at": gettext_noop("Received"),
            "ends_at": gettext_noop("Account until"),
        },
        withheld=frozenset({"user"}),
    )
)
register_disclosure(
    Disclosure(
        PracticeClosing,
        gettext_noop("Practices you have given notice for"),
        rows=lambda person: PracticeClosing.objects.filter(announced_by=person.id).select_related(
            "practice"
        ),
        facts={
            "practice__name": gettext_noop("Practice"),
            "received_at": gettext_noop("Received"),
            "closed_at": gettext_noop("Closed"),
        },
        withheld=frozenset({"announced_by"}),
    )
)
register_disclosure(
    Disclosure(
        Notice,
        gettext_noop("Notices of termination from the public page"),
        rows=lambda person: Notice.objects.filter(user=person.id).order_by("received_at"),
        facts={
            "kind": gettext_noop("Kind"),
            "received_at": gettext_noop("Received"),
            "outcome": gettext_noop("What it led to"),
        },
        # Every word of it stands in the mail that confirms it.
        withheld=frozenset({"user", "sealed"}),
    )
)
register_disclosure(
    Disclosure(
        DataCopy,
        gettext_noop("Copies of your data you have asked for"),
        rows=lambda person: DataCopy.objects.filter(user=person.id),
        facts={
            "requested_at": gettext_noop("Asked for"),
            "ready_at": gettext_noop("Made"),
            "expires_at": gettext_noop("Deleted"),
        },
        # The copy itself would hold the copy before it.
        withheld=frozenset({"user", "sealed"}),
    )
)
register_disclosure(
    Disclosure(
        DataRequest,
        gettext_noop("Requests about your data"),
        rows=lambda person: DataRequest.objects.filter(user=person.id).order_by("received_at"),
        facts={
            "kind": gettext_noop("What for"),
            "received_at": gettext_noop("Received"),
            "email": gettext_noop("E-mail address"),
            "text": gettext_noop("What you wrote"),
            "last_day": gettext_noop("To be answered by"),
            "answered_at": gettext_noop("Answered"),
            "answer": gettext_noop("Answer"),
        },
        withheld=frozenset({"user", "sealed_name", "sealed_text", "sealed_answer"}),
    )
)

name_fields(Notice, {"sealed": gettext_noop("what was declared, sealed")})
name_fields(DataCopy, {"sealed": gettext_noop("the copy, sealed")})
name_fields(
    DataRequest,
    {
        "sealed_name": gettext_noop("name, sealed"),
        "sealed_text": gettext_noop("what was asked, sealed"),
        "sealed_answer": gettext_noop("the answer, sealed"),
    },
)
