from datetime import datetime

from videoberatung.booking.services.offering import offer_what_is_free
from videoberatung.jobs.periodic import periodic


@periodic("* * * * *")
def offer_times_that_got_free(now: datetime) -> None:
    offer_what_is_free(now)
