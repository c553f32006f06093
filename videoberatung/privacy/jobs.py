from datetime import datetime

import structlog

from videoberatung.jobs.periodic import periodic
from videoberatung.privacy.erasure import erase_expired, leave_no_rest
from videoberatung.privacy.report import refresh_report
from videoberatung.privacy.sessions import forget_idle_sessions

log = structlog.get_logger()


@periodic("*/5 * * * *")
def erase_what_is_due(now: datetime) -> None:
    count = erase_expired(now)
    if count:
        log.info("erased", count=count)
    # Also when nothing was due now: others erase at once, and a reader may have been in the way.
    if not leave_no_rest():
        log.info("erasure_rest_remains")


@periodic("7 * * * *")
def forget_sessions(now: datetime) -> int:
    return forget_idle_sessions(now)


@periodic("* * * * *")
def look_at_the_promises(now: datetime) -> None:
    """Each quarter of an hour, and right after the start of a new service."""
    if refresh_report(now):
        log.info("promises_looked_at")
