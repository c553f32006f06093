"""What the operator may know of each practice."""

from django.db.models import Count, Q, QuerySet

from videoberatung.practices.models import Practice


def contract_partners() -> "QuerySet[Practice]":
    """The newest first, each with `members`; of the rest of it nothing is read."""
    current = Count("memberships", filter=Q(memberships__ended_at=None))
    known = Practice.objects.only("id", "name", "kind", "city", "created_at")
    return known.annotate(members=current).order_by("-created_at", "id")
