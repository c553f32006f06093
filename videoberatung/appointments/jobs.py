from datetime import datetime

from videoberatung.appointments.announcements import repeat_changes
from videoberatung.appointments.services.coding import give_codes
from videoberatung.appointments.services.feeding import forget_orphaned_feeds
from videoberatung.appointments.services.reminding import remind_participants
from videoberatung.jobs.periodic import periodic


@periodic("*/30 * * * * *")
def tell_live_rooms_again(now: datetime) -> None:
    repeat_changes(now)


@periodic("* * * * *")
def remind_of_appointments(now: datetime) -> None:
    remind_participants(now)


@periodic("* * * * *")
def give_typed_codes(now: datetime) -> None:
    give_codes(now)


@periodic("17 * * * *")
def end_feeds_of_former_members(_now: datetime) -> None:
    forget_orphaned_feeds()
