from datetime import datetime

from django.db import transaction

from videoberatung.mail.services import queue_mail
from videoberatung.rights.kinds import ACCOUNT_ENDS_SOON
from videoberatung.rights.models import AccountEnding
from videoberatung.rights.terms import REMINDER_BEFORE


@transaction.atomic
def remind(now: datetime) -> int:
    """Tell once more, days before the erasure: the notice may have come from somebody else."""
    endings = list(AccountEnding.objects.to_be_reminded(now + REMINDER_BEFORE))
    for ending in endings:
        queue_mail(ACCOUNT_ENDS_SOON, ending.id, until=ending.ends_at)
        ending.reminded_at = now
    return AccountEnding.objects.bulk_update(endings, ["reminded_at"])
