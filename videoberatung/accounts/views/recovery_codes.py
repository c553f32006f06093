"""Recovery codes are shown once: for ten minutes after they were made, in which they can be
written down, printed and saved.
"""

from datetime import timedelta
from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.accounts.models import User
from videoberatung.accounts.reauthentication import once_more

SHOWN_FOR = timedelta(minutes=10)


@require_safe
@once_more
def show(request: HttpRequest) -> HttpResponse:
    codes = _codes_of(request)
    context = {
        "codes": _in_two_parts(codes) if _may_be_seen(codes) else [],
        "left": len(codes.get_unused_codes()),
    }
    return render(request, "account/recovery_codes.html", context)


@require_safe
@once_more
def download(request: HttpRequest) -> HttpResponse:
    codes = _codes_of(request)
    if not _may_be_seen(codes):
        raise PermissionDenied
    lines = ["Videoberatung", "", *_in_two_parts(codes), ""]
    answer = HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="videoberatung-codes.txt"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@once_more
def renew(request: HttpRequest) -> HttpResponse:
    if not flows.can_generate_recovery_codes(cast(User, request.user)):
        return redirect("mfa_index")
    if request.method != "POST":
        return render(request, "account/recovery_codes_new.html")
    flows.generate_recovery_codes(request)
    return redirect("mfa_view_recovery_codes")


def _codes_of(request: HttpRequest) -> RecoveryCodes:
    kind = Authenticator.Type.RECOVERY_CODES
    row = cast(User, request.user).authenticator_set.filter(type=kind).first()
    if row is None:
        raise Http404
    codes: RecoveryCodes = row.wrap()
    return codes


def _may_be_seen(codes: RecoveryCodes) -> bool:
    return bool(now() - codes.instance.created_at < SHOWN_FOR)


def _in_two_parts(codes: RecoveryCodes) -> list[str]:
    return [f"{code[:4]} {code[4:]}" for code in codes.get_unused_codes()]
