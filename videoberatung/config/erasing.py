from datetime import datetime

from videoberatung.privacy.erasure import erase_expired
from videoberatung.rights.services import erase_what_is_due as end_accounts_and_practices


def erase_what_is_due(now: datetime) -> None:
    """All that goes by the clock, at once instead of by the jobs of the worker."""
    end_accounts_and_practices(now)
    erase_expired(now)
