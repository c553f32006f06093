from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.base.rate_limits import is_too_often
from videoberatung.pages.forms import ReceiptForm
from videoberatung.pages.receipt_words import session_in_words
from videoberatung.practices.documents import Document, blocks_of, hash_of, text_of
from videoberatung.practices.rights_table import rights_table
from videoberatung.practices.roles import Role
from videoberatung.practices.sample import CLIENT, SampleAccount, sample_accounts
from videoberatung.privacy.report import current_report
from videoberatung.signalling.receipts import judge_receipt, name_of_key, receipt_key

RECEIPTS_PER_MINUTE = 20


@require_safe
@login_not_required  # public
def start(request: HttpRequest) -> HttpResponse:
    accounts = _sample_accounts()
    return _may_be_found(render(request, "pages/start.html", {"sample_accounts": accounts}))


@require_safe
@login_not_required  # to be read before anybody agrees
def document(request: HttpRequest, document: Document) -> HttpResponse:
    language = _language()
    context = {
        "document": document,
        "blocks": blocks_of(document, language),
        "hash": hash_of(document, language),
        "text_url_name": f"{document.url_name}_text",
    }
    return _may_be_found(render(request, "pages/document.html", context))


@require_safe
@login_not_required  # the same text
def document_text(request: HttpRequest, document: Document) -> HttpResponse:
    """Byte for byte what the checksum is of."""
    text = text_of(document, _language())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _may_be_found(response: HttpResponse) -> HttpResponse:
    """By search engines, unlike all other pages: they hold nobody's name."""
    response.headers["X-Robots-Tag"] = "none" if settings.SAMPLE else "all"
    return response


@require_safe
@login_not_required  # public
def promises(request: HttpRequest) -> HttpResponse:
    """What was found by the last look; a visit sets none off."""
    report = current_report()
    context = {"report": report, "is_stale": report.is_stale(now())}
    return _may_be_found(render(request, "pages/promises.html", context))


@require_safe
@login_not_required  # public
def help_start(request: HttpRequest) -> HttpResponse:
    context = {"operator": settings.OPERATOR}
    return _may_be_found(render(request, "pages/help.html", context))


@require_safe
@login_not_required  # public
def roles(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/roles.html", {"roles": list(Role), "rights": rights_table()})


@login_not_required  # whoever got a receipt may check it
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Looks at a receipt and forgets it: nothing of it is stored or logged."""
    public_key = receipt_key(settings.SIGNALLING_KEY)
    context: dict[str, Any] = {
        "public_key": public_key.hex(),
        "key_name": name_of_key(public_key),
        "verdict": "",
    }
    if request.method != "POST":
        page = render(request, "pages/receipt.html", context | {"form": ReceiptForm()})
        return _may_be_found(page)
    form = ReceiptForm(request.POST, request.FILES)
    status = 200 if form.is_valid() else 422
    if is_too_often(request, "receipt", per_minute=RECEIPTS_PER_MINUTE):
        form.add_error(None, _("Those were very many receipts. Please wait a minute."))
        status = 429
    if status == 200:
        verdict = judge_receipt(form.cleaned_data["receipt"], public_key=public_key)
        context["verdict"] = verdict.state
        if verdict.receipt:
            context["session"] = session_in_words(verdict.receipt)
    return render(request, "pages/receipt.html", context | {"form": form}, status=status)


def _sample_accounts() -> list[tuple[str, list[tuple[SampleAccount, str]]]]:
    """By practices: each account with its role in words."""
    by_practice = groupby(sample_accounts(), key=lambda account: account.practice)
    return [
        (practice, [(account, _role(account)) for account in group])
        for practice, group in by_practice
    ]


def _role(account: SampleAccount) -> str:
    if account.role == CLIENT:
        return _("Client with an account")
    role = str(Role(account.role).label)
    if account.role == Role.OWNER and not account.holds_consultations:
        return _("%(role)s, holds no consultations") % {"role": role}
    return role
