from django.http import HttpRequest

from videoberatung.accounts.models import User


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in, with or without a practice."""

    user: User
