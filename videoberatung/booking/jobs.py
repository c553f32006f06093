from datetime import datetime

from videoberatung.booking.services.holding import forget_old_holds
from videoberatung.booking.services.offering import offer_what_is_free
from videoberatung.jobs.periodic import periodic


@periodic("* * * * *")
def offer_times_that_got_free(now: datetime) -> None:
    offer_what_is_free(now)


@periodic("23 * * * *")
def forget_holds(now: datetime) -> None:
    forget_old_holds(now)
