"""Background and periodic work: one loop, run by `videoberatung worker` or as a thread.

What recurs is registered by `<app>/jobs.py` with `@periodic`, what empties a queue with
`@every_round`; single pieces of work are enqueued with `django_tasks`. All of it is derived
from data and may be repeated: a worker can be killed at any point.
"""
