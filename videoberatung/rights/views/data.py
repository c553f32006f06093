"""Everything held about the person who is signed in, to read and to take along."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.accounts.models import User
from videoberatung.privacy.disclosure import shares_of
from videoberatung.rights.copies import in_order
from videoberatung.rights.http import freshly_confirmed
from videoberatung.rights.services import content_of_copy, copy_of, request_copy
from videoberatung.rights.services.erasing import subject_of


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "shares": in_order(shares_of(subject_of(user))),
        "copy": copy_of(user, now=now()),
        "requests": user.data_requests.newest_first(),
    }
    return render(request, "rights/data.html", context)


@freshly_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if request.method != "POST":
        return render(request, "rights/copy_confirm.html", {"copy": copy_of(user, now=now())})
    request_copy(user, now=now())
    return redirect("rights:copy")


@freshly_confirmed
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    content = content_of_copy(cast(User, request.user), now=now())
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={
            "Content-Disposition": content_disposition_header(True, _("your-data") + ".zip")
            or "attachment"
        },
    )
