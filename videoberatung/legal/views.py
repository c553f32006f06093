from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from videoberatung.legal.editions import edition_with, editions_of
from videoberatung.legal.pages import LegalPage, page_named
from videoberatung.legal.plain import checksum_of, plain_text


@require_safe
@login_not_required  # § 5 DDG, Art. 12(1) GDPR: to be reached by everybody at any time
def show(request: HttpRequest, page: LegalPage) -> HttpResponse:
    body = page.body()
    checksum = checksum_of(plain_text(body))
    context = {
        "page": page,
        "body": body,
        "checksum": checksum,
        "edition": edition_with(page, _language(), checksum),
    }
    response = render(request, "legal/page.html", context)
    response.headers["X-Robots-Tag"] = "none" if settings.SAMPLE else "all"
    return response


@require_safe
@login_not_required  # what the page said before is as public as what it says now
def history(request: HttpRequest, name: str) -> HttpResponse:
    page = _found(name)
    context = {"page": page, "editions": editions_of(page, _language())}
    return render(request, "legal/history.html", context)


@require_safe
@login_not_required  # the same
def earlier(request: HttpRequest, name: str, checksum: str) -> HttpResponse:
    page = _found(name)
    edition = edition_with(page, _language(), checksum)
    if edition is None:
        raise Http404
    return render(request, "legal/edition.html", {"page": page, "edition": edition})


def _found(name: str) -> LegalPage:
    page = page_named(name)
    if page is None:
        raise Http404
    return page


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
