"""The pages of appointments as a browser sees and sends them."""

import re
from typing import Any
from uuid import uuid4

from django.urls import reverse

from videoberatung.appointments.models import Appointment

PLAN = "/portal/appointments/new/"
LIST = "/portal/appointments/"


def typed(*people: tuple[str, str], **more: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    people = people or (("Erika Muster", "erika@example.org"),)
    form: dict[str, Any] = {
        "title": "Kontrolltermin",
        "date": "2030-01-08",
        "start": "10:00",
        "minutes": "30",
        "submission": str(uuid4()),
        "people-TOTAL_FORMS": len(people),
        "people-INITIAL_FORMS": len(people),
    }
    for index, (name, email) in enumerate(people):
        form |= {
            f"people-{index}-name": name,
            f"people-{index}-email": email,
            f"people-{index}-language": "de",
            f"people-{index}-participant": "",
        }
    return form | more


def field_error(page: str, field_id: str) -> str:
    """What stands beside the field; empty if nothing is wrong with it."""
    found = re.search(rf'id="{field_id}_error">.*?<p>(.*?)</p>', page, re.DOTALL)
    return found.group(1) if found else ""


def url(name: str, appointment: Appointment) -> str:
    return reverse(f"appointments:{name}", args=[appointment.id])
