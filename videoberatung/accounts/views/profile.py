from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.accounts.forms.profile import ProfileForm
from videoberatung.accounts.http import PersonRequest
from videoberatung.accounts.services.profile import change_profile
from videoberatung.base.language import SESSION_KEY as LANGUAGE


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """What is known of the person who is signed in, to be changed by them."""
    if request.method != "POST":
        return _show(request, ProfileForm(person=request.user))
    language_before = request.user.language
    form = ProfileForm(request.POST, person=request.user)
    if not form.is_valid():
        return _show(request, form)
    change_profile(request.user, form.profile())
    if request.user.language != language_before:
        request.session[LANGUAGE] = request.user.language
        translation.activate(request.user.language)
    messages.success(request, _("Your profile is saved."))
    return redirect("account_profile")


def _show(request: PersonRequest, form: ProfileForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "accounts/profile.html", {"form": form}, status=status)
