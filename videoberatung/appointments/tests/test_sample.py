from datetime import timedelta

import pytest

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.sample import create_sample
from videoberatung.appointments.tests.factories import TUESDAY_10
from videoberatung.mail.models import QueuedMail

pytestmark = pytest.mark.django_db


def test_the_sample_has_a_day_to_look_at_and_is_made_once():
    accounts = create_sample(TUESDAY_10)
    assert create_sample(TUESDAY_10 + timedelta(hours=3)) == accounts
    assert Appointment.objects.count() == 6
    assert QueuedMail.objects.count() == 7
    assert {appointment.practice.name for appointment in Appointment.objects.all()} == {
        "Praxis am Lindenplatz",
        "Beratungsstelle Uferweg",
        "Pflegedienst Kastanienhof",
        "Psychotherapie am Ulmenring",
    }


def test_another_day_has_its_own_appointments():
    create_sample(TUESDAY_10)
    create_sample(TUESDAY_10 + timedelta(days=1))
    assert Appointment.objects.count() == 12
