"""One page about signing in: address, password, passkeys, app, recovery codes, sessions."""

from typing import cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from videoberatung.accounts.models import User
from videoberatung.accounts.second_factor import has_second_factor
from videoberatung.accounts.services.sessions import end_other_sessions, end_session
from videoberatung.accounts.sessions import row_of


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    factors = list(user.authenticator_set.order_by("created_at"))
    context = {
        "passkeys": [one.wrap() for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "app": next((one for one in factors if one.type == Authenticator.Type.TOTP), None),
        "codes_left": _codes_left(factors),
        "sessions": user.browser_sessions.living(now()).in_order(),
        "this_session": row_of(request),
        "asks_for_second_factor": hasattr(request, "membership") and not has_second_factor(user),
    }
    return render(request, "account/security.html", context)


def _codes_left(factors: list[Authenticator]) -> int | None:
    """None: there are no recovery codes at all."""
    codes = next((one for one in factors if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return len(codes.wrap().get_unused_codes()) if codes else None


@require_POST
def end(request: HttpRequest, session_id: UUID) -> HttpResponse:
    row = get_object_or_404(cast(User, request.user).browser_sessions, id=session_id)
    if row.id == row_of(request):
        return redirect("mfa_index")  # that is what "Sign out" is for
    end_session(row)
    messages.success(request, _("That browser is signed out."))
    return redirect("mfa_index")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    count = end_other_sessions(cast(User, request.user), keep=row_of(request))
    sentence = ngettext(
        "%(count)d browser is signed out.", "%(count)d browsers are signed out.", count
    )
    messages.success(request, sentence % {"count": count})
    return redirect("mfa_index")
