from django.conf import settings
from django.utils.translation import gettext_noop

from videoberatung.backups.models import Deletion
from videoberatung.backups.registry import note_end
from videoberatung.privacy.disclosure import register_undisclosed
from videoberatung.privacy.field_names import name_fields
from videoberatung.privacy.inventory import declare, declare_impersonal
from videoberatung.privacy.models import Consent

note_end(Consent, "withdrawn_at")

declare(
    Deletion,
    "about",
    purpose=gettext_noop("Repeat deletions when an older backup has to be restored"),
    basis="Art. 6(1)(c), Art. 17(1), Art. 32(1)(c) GDPR",
    retention=settings.DELETIONS_KEPT,
    counted_from="at",
    erased_by="delete",
)
declare_impersonal(Deletion, "kind", "field")
register_undisclosed(Deletion, "random numbers of rows that are gone; they lead to nobody")

name_fields(Deletion, {"about": gettext_noop("check value of the number that was deleted")})
