from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videoberatung.accounts.consents import PICTURE
from videoberatung.accounts.forms.picture import PictureForm
from videoberatung.accounts.http import PersonRequest
from videoberatung.accounts.services.pictures import show_picture, withdraw_picture
from videoberatung.base.error_pages import too_many
from videoberatung.base.errors import RefusedError
from videoberatung.base.rate_limits import is_too_often
from videoberatung.privacy.consents import current_consent

# Decoding takes memory and time; nobody tries more pictures than this.
UPLOADS_PER_MINUTE = 10


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: PersonRequest) -> HttpResponse:
    """What the picture is for, before one is sent; and the one that is shown."""
    if request.method != "POST":
        return _show(request, PictureForm())
    if is_too_often(request, "picture", per_minute=UPLOADS_PER_MINUTE):
        return too_many(request)
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form)
    try:
        shown = form.cleaned_data["shown"]
        show_picture(request.user, form.cleaned_data["portrait"], shown=shown, now=now())
    except RefusedError as refusal:
        form.add_error(None, refusal.sentence)
        return _show(request, form)
    messages.success(request, _("Your picture is shown from now on."))
    return redirect("account_picture")


@require_POST
def withdraw(request: PersonRequest) -> HttpResponse:
    withdraw_picture(request.user, now=now())
    messages.success(request, _("Your consent is withdrawn and the picture is deleted."))
    return redirect("account_picture")


def _show(request: PersonRequest, form: PictureForm) -> HttpResponse:
    context = {
        "form": form,
        "text": PICTURE,
        "picture": getattr(request.user, "picture", None),
        "consent": current_consent(request.user.id, PICTURE.purpose),
    }
    return render(request, "accounts/picture.html", context, status=422 if form.errors else 200)
