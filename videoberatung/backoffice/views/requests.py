"""What people ask about their data, and the answers."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.accounts.models import User
from videoberatung.backoffice.forms import AnswerForm
from videoberatung.backoffice.http import for_operators
from videoberatung.base.errors import RefusedError
from videoberatung.rights.services import answer_request, data_requests

PER_PAGE = 50


@for_operators
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    page = Paginator(data_requests().answered(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"waiting": data_requests().open(), "page": page, "now": now()}
    return render(request, "backoffice/requests.html", context)


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What was asked, and the form for the answer as long as there is none."""
    asked = get_object_or_404(data_requests(), id=request_id)
    form = AnswerForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"asked": asked, "form": form, "now": now()}
        return render(request, "backoffice/request.html", context, status=status)
    try:
        answer_request(
            asked, answer=form.cleaned_data["answer"], by=cast(User, request.user), now=now()
        )
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The answer is on its way."))
    return redirect("backoffice:request", asked.id)
