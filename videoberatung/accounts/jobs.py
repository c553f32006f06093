from datetime import datetime

from videoberatung.accounts.unconfirmed import forget_unconfirmed
from videoberatung.jobs.periodic import periodic


@periodic("*/15 * * * *")
def forget_unconfirmed_accounts(now: datetime) -> int:
    return forget_unconfirmed(now)
