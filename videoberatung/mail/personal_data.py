from datetime import timedelta

from django.utils.translation import gettext_noop

from videoberatung.mail.models import QueuedMail
from videoberatung.privacy.inventory import declare, declare_impersonal

declare(
    QueuedMail,
    "subject_id",
    purpose=gettext_noop("Send a mail once, and show whether it was delivered"),
    basis="Art. 6(1)(b) GDPR",
    retention=timedelta(0),
    counted_from="forget_at",
    erased_by="delete",
)
declare_impersonal(QueuedMail, "kind", "state", "reason")
