from datetime import datetime

import structlog

from videoberatung.jobs.periodic import periodic
from videoberatung.legal.editions import note_editions

log = structlog.get_logger()


@periodic("* * * * *")
def keep_what_the_pages_say(now: datetime) -> None:
    """Facts and declarations change with a restart only; the first minute after it notes that."""
    if count := note_editions(now):
        log.info("legal_pages_changed", count=count)
