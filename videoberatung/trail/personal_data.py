from datetime import timedelta

from django.utils.translation import gettext_noop

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
    exportable=True,
)
declare_impersonal(Entry, "practice", "action")
