"""The practice's own pages as a browser sees and sends them."""

import re
from html import unescape
from typing import Any

from django.test import Client

from videoberatung.practices.models import Practice


def field_error(page: str, field_id: str) -> str:
    """What stands beside the field; empty if nothing is wrong with it."""
    found = re.search(rf'id="{field_id}_error">.*?<p>(.*?)</p>', page, re.DOTALL)
    return unescape(found.group(1)) if found else ""


def edition_on(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    found = re.search(r'name="edition" value="(\w+)"', page)
    assert found is not None
    return found.group(1)


def details_typed(practice: Practice, **more: Any) -> dict[str, Any]:
    """The page of details as a browser sends it, with what is saved."""
    names = (
        "name kind time_zone street postal_code city country phone email contact_name contact_email"
    )
    return {name: getattr(practice, name) for name in names.split()} | more


def presets_typed(**more: Any) -> dict[str, Any]:
    """The page of presets with what a new practice has; None leaves a box unticked."""
    typed: dict[str, Any] = {
        "usual_minutes": 30,
        "most_people": 6,
        "reminders": [1440],
        "waiting_text": "",
        "requires_real_name": "on",
        "invitation_words_de": "",
        "invitation_words_en": "",
        "retention_days": 90,
    }
    return {name: value for name, value in (typed | more).items() if value is not None}
