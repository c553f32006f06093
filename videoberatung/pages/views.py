from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from videoberatung.practices.roles import Role
from videoberatung.practices.sample import sample_accounts


@require_safe
@login_not_required  # public
def start(request: HttpRequest) -> HttpResponse:
    accounts = [(account, Role(account.role).label) for account in sample_accounts()]
    response = render(request, "pages/start.html", {"sample_accounts": accounts})
    # The one page that may be found: it holds nobody's name.
    response.headers["X-Robots-Tag"] = "none" if settings.SAMPLE else "all"
    return response
