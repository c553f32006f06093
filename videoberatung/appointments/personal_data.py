from django.utils.translation import gettext_noop

from videoberatung.appointments.models import (
    CONTACTS_KEPT,
    Appointment,
    Participant,
)
from videoberatung.privacy.inventory import DaysIn, declare

declare(
    Participant,
    "name",
    "email",
    "language",
    "link_version",
    purpose=gettext_noop("Invite people to an appointment and let them in by a personal link"),
    basis="Art. 6(1)(b) GDPR, Art. 9(2)(h) GDPR",
    retention=CONTACTS_KEPT,
    counted_from="appointment__ends_at",
    erased_by="blank",
)
declare(
    Appointment,
    "title",
    "moderator",
    purpose=gettext_noop("Keep the calendar of the practice"),
    basis="Art. 6(1)(b) GDPR",
    retention=DaysIn(
        "practice__retention_days",
        words=gettext_noop("as long after the end as the practice has chosen, usually 90 days"),
    ),
    counted_from="ends_at",
    erased_by="delete",
)
