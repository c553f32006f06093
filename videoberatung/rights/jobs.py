from datetime import datetime

import structlog

from videoberatung.jobs.periodic import periodic
from videoberatung.jobs.rounds import every_round
from videoberatung.privacy.erasure import leave_no_rest
from videoberatung.rights.services.copying import make_copies
from videoberatung.rights.services.empty_rows import remove_empty_rows
from videoberatung.rights.services.erasing import erase_what_is_due
from videoberatung.rights.services.notices import forget_what_was_declared, settle_notices
from videoberatung.rights.services.reminding import remind
from videoberatung.rights.services.requesting import remind_operator

log = structlog.get_logger()


@every_round
def settle_public_notices(now: datetime) -> bool:
    return settle_notices(now)


@every_round
def make_copies_of_data(now: datetime) -> bool:
    return make_copies(now)


@periodic("*/5 * * * *")
def erase_who_is_due(now: datetime) -> None:
    if count := erase_what_is_due(now):
        log.info("erased", count=count)
        leave_no_rest()


@periodic("* * * * *")
def forget_declared_text(now: datetime) -> None:
    forget_what_was_declared()


@periodic("17 * * * *")
def remind_of_endings(now: datetime) -> None:
    remind(now)


@periodic("37 2 * * *")
def remove_rows_without_a_name(now: datetime) -> None:
    remove_empty_rows(now)


@periodic("23 7 * * *")
def remind_operator_of_requests(now: datetime) -> None:
    remind_operator(now)
