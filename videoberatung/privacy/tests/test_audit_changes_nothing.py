"""A look at the promises reads and changes nothing."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core import serializers

from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.privacy.audit import audit
from videoberatung.privacy.models import PageVisit

pytestmark = [pytest.mark.django_db, pytest.mark.promise(26)]


def everything() -> str:
    """Every row of every table."""
    rows = [row for model in apps.get_models() for row in model._base_manager.order_by("pk")]
    return hashlib.sha256(serializers.serialize("json", rows).encode()).hexdigest()


def test_the_database_is_the_same_before_and_after():
    make_participant(make_appointment())
    PageVisit.objects.create(at=datetime.now(UTC), network="203.0.113.7")
    before = everything()
    audit(datetime.now(UTC))
    assert everything() == before
    make_appointment()
    assert everything() != before  # the control
