"""The one place that knows which pages lead where."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the entries of the portal, for who is signed in."""
    context: dict[str, Any] = {"is_sample": settings.SAMPLE}
    if not getattr(request, "practice", None):
        return context
    return context | {"navigation": list(_entries(request.path))}


def _entries(path: str) -> list[dict[str, Any]]:
    today, appointments = reverse("appointments:today"), reverse("appointments:upcoming")
    return [
        {"url": today, "label": _("Today"), "icon": "house", "current": path == today},
        {
            "url": appointments,
            "label": _("Appointments"),
            "icon": "calendar",
            "current": path.startswith(appointments),
        },
    ]
