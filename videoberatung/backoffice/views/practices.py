"""The contract partners: who they are and how many work there; nothing of what they do."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from videoberatung.backoffice.contract_partners import contract_partners
from videoberatung.backoffice.http import for_operators

PER_PAGE = 50


@for_operators
@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    page = Paginator(contract_partners(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "backoffice/practices.html", {"page": page})
