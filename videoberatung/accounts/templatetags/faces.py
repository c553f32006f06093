from typing import Any

from django import template
from django.urls import reverse

from videoberatung.accounts.models import User

register = template.Library()


@register.inclusion_tag("accounts/_face.html")
def face(person: User) -> dict[str, Any]:
    """The picture of somebody in reach, or their initials; beside their name, so it says none.

    Costs a query unless `picture` came with the person (prefetch_related).
    """
    picture = getattr(person, "picture", None)
    url = reverse("practices:small-picture", args=[picture.id]) if picture else ""
    return {"person": person, "url": url}
