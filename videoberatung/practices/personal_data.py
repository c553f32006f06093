from django.utils.translation import gettext_noop

from videoberatung.practices.models import Membership, Practice
from videoberatung.privacy.inventory import declare, declare_impersonal

declare(
    Membership,
    "user",
    "role",
    purpose=gettext_noop("Know who may do what in a practice"),
    basis="Art. 6(1)(b) GDPR",
    retention=gettext_noop("until the person leaves the practice"),
    exportable=True,
)
# The organisation's own data; that of its contact persons comes with their registration.
declare_impersonal(Practice, "name", "phone", "time_zone", "kind")
