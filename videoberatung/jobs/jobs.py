from datetime import datetime

from videoberatung.jobs.periodic import periodic
from videoberatung.jobs.tasks import forget_old_tasks, reap_dead_tasks


@periodic("* * * * *")
def put_back_dead_tasks(now: datetime) -> int:
    return reap_dead_tasks(now)


@periodic("17 * * * *")
def forget_finished_tasks(now: datetime) -> int:
    return forget_old_tasks(now)
