"""What the contract of a practice rests on: the account it pays from, the texts it agreed to."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.practices.bank import masked
from videoberatung.practices.documents import by_name, not_accepted
from videoberatung.practices.forms.bank import BankForm
from videoberatung.practices.forms.contract import NewVersionsForm
from videoberatung.practices.http import PracticeRequest, for_members_who_may
from videoberatung.practices.roles import Action
from videoberatung.practices.services.agreements import accept_documents
from videoberatung.practices.services.bank import change_bank_account


@for_members_who_may(Action.CHANGE_CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def contract(request: PracticeRequest) -> HttpResponse:
    """Sent: new versions of texts are agreed to."""
    open_documents = not_accepted(request.practice.acceptances.all())
    form = NewVersionsForm(
        request.POST if request.method == "POST" else None, documents=open_documents
    )
    if form.is_valid():
        accept_documents(request.practice, form.accepted(), by=request.user, now=now())
        messages.success(request, _("Thank you. Your agreement is noted."))
        return redirect("practices:contract")
    account = getattr(request.practice, "bank_account", None)
    context = {
        "form": form,
        "account": account,
        "iban": masked(account.iban) if account else "",
        "acceptances": [
            (acceptance, by_name(acceptance.document))
            for acceptance in request.practice.acceptances.newest_first()
        ],
    }
    return render(request, "practices/contract.html", context, status=422 if form.errors else 200)


@for_members_who_may(Action.CHANGE_CONTRACT)
@reauthentication_required(allow_get=False)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def bank(request: PracticeRequest) -> HttpResponse:
    """The number is shown in full to nobody: who changes it types it anew."""
    form = BankForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        change_bank_account(request.practice, form.details(), by=request.user)
        messages.success(request, _("The bank details are saved."))
        return redirect("practices:contract")
    return render(
        request, "practices/bank.html", {"form": form}, status=422 if form.errors else 200
    )
