from datetime import datetime

from videoberatung.jobs.periodic import periodic
from videoberatung.practices.announcements import repeat_changes


@periodic("*/30 * * * * *")
def tell_live_rooms_of_members_again(now: datetime) -> None:
    repeat_changes(now)
