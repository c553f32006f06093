"""Who may see and set what about the booking of a practice."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from videoberatung.booking.models import DayException, WaitingEntry, WaitingEntryQuerySet
from videoberatung.practices.http import PracticeRequest
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Action, may


def may_lead(member: Membership) -> bool:
    return may(member, Action.LEAD_TEAM)


def provider_in_reach(request: PracticeRequest, member_id: UUID) -> Membership:
    """Of this practice, else 404; oneself, or for who leads it, else 403."""
    providers = request.practice.memberships.holding_consultations().with_names()
    provider = get_object_or_404(providers, id=member_id)
    if provider.id != request.membership.id and not may_lead(request.membership):
        raise PermissionDenied
    return provider


def exception_in_reach(request: PracticeRequest, exception_id: UUID) -> DayException:
    """As above; those of everybody for who leads the practice."""
    exceptions = request.practice.day_exceptions.select_related("provider")
    exception = get_object_or_404(exceptions, id=exception_id)
    if exception.provider_id != request.membership.id and not may_lead(request.membership):
        raise PermissionDenied
    return exception


def sees_waiting_list(member: Membership) -> bool:
    return may(member, Action.PLAN_ALL) or may(member, Action.PLAN_OWN)


def entries_in_reach(member: Membership) -> WaitingEntryQuerySet:
    """By name: all for who plans for all; else those who would come to oneself."""
    entries: WaitingEntryQuerySet = member.practice.waiting_entries.all()
    if may(member, Action.PLAN_ALL):
        return entries
    if not may(member, Action.PLAN_OWN):
        return WaitingEntry.objects.none()
    mine = entries.filter(service__providers=member)
    return mine.filter(provider=None) | mine.filter(provider=member)
