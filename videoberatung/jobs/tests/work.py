"""Tasks for the tests of the queue: what they were called with is noted in `done`."""

from django_tasks import task

done: list[str] = []


@task()
def note(subject: str) -> str:
    done.append(subject)
    return f"done for {subject}"


@task()
def break_down(subject: str) -> None:
    raise LookupError(f"nothing known of {subject}")
