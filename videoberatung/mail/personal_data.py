from datetime import timedelta

from django.utils.translation import gettext_noop

from videoberatung.backups.registry import leave_out
from videoberatung.mail.models import QueuedMail
from videoberatung.privacy.disclosure import Disclosure, register_disclosure
from videoberatung.privacy.field_names import name_fields
from videoberatung.privacy.inventory import declare, declare_impersonal

declare(
    QueuedMail,
    "subject_id",
    purpose=gettext_noop("Send a mail once, and show whether it was delivered"),
    basis="Art. 6(1)(b) GDPR",
    retention=timedelta(0),
    counted_from="forget_at",
    erased_by="delete",
    receivers=("mail",),
)
declare_impersonal(QueuedMail, "kind", "state", "reason")

register_disclosure(
    Disclosure(
        QueuedMail,
        gettext_noop("Mails to you about your account: what became of them"),
        rows=lambda person: QueuedMail.objects.filter(subject_id=person.id).order_by("turn_at"),
        facts={
            "kind": gettext_noop("Kind"),
            "state": gettext_noop("State"),
            "turn_at": gettext_noop("When"),
        },
        withheld=frozenset({"subject_id"}),
    )
)
# What waited then has been sent since, and would be sent a second time.
leave_out(QueuedMail)

name_fields(QueuedMail, {"subject_id": gettext_noop("number of whom or what the mail is about")})
