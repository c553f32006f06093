from datetime import UTC, datetime
from typing import Any, Self

from django.db import models
from django.db.models import CharField, Count, Func
from django.db.models.sql.compiler import SQLCompiler


class Hour(Func):
    """ "2030-01-08 09", the hour in UTC; worked out by the database itself, row for row."""

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:
        template = "substr(%(expressions)s, 1, 13)"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"
        return self.as_sql(compiler, connection, template=template, **more)


class PageVisitQuerySet(models.QuerySet["PageVisit"]):
    def since(self, moment: datetime) -> Self:
        return self.filter(at__gte=moment)

    def by_hour(self) -> dict[datetime, int]:
        """How many in each hour that had any; one query that reads the index alone."""
        rows = self.order_by().values_list(Hour("at")).annotate(count=Count("id"))
        return {
            datetime.strptime(hour, "%Y-%m-%d %H").replace(tzinfo=UTC): count
            for hour, count in rows
        }

    def by(self, field: str) -> list[tuple[str, int]]:
        """How many of each browser or system, the most frequent first; one query."""
        rows = self.order_by().values_list(field).annotate(count=Count("id"))
        return sorted(rows, key=lambda row: (-row[1], row[0]))


class PageVisit(models.Model):
    """One request for a page: when, with what kind of browser, from what part of the network.

    These three facts and no other (promise 1). Written shortened: a full address never
    reaches the database (promise 2).
    """

    at = models.DateTimeField(db_index=True)
    # Family, major version and system, as base/browsers.py tells them.
    browser = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=12, blank=True)
    system = models.CharField(max_length=60, blank=True)
    # networks.py; empty: not known.
    network = models.CharField(max_length=20, blank=True)

    objects = PageVisitQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
