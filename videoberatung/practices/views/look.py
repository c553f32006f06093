"""The colour and the logo of a practice: chosen here, looked at before they are saved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videoberatung.base.errors import RefusedError
from videoberatung.practices.brand import preview_of
from videoberatung.practices.colours import is_colour, palette_of
from videoberatung.practices.forms.look import OURS, LogoForm, LookForm
from videoberatung.practices.http import PracticeRequest, for_members_who_may
from videoberatung.practices.roles import Action
from videoberatung.practices.services.look import put_logo, remove_logo
from videoberatung.practices.services.settings import change_look


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: PracticeRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, LookForm(practice=request.practice))
    form = LookForm(request.POST, practice=request.practice)
    if not form.is_valid():
        return _show(request, form, status=422)
    if request.POST.get("step") == "preview":
        return _show(request, form)
    try:
        change_look(request.practice, form.typed(), seen=form.seen, by=request.user)
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _show(request, form, status=409)
    messages.success(request, _("Saved."))
    return redirect("practices:look")


@for_members_who_may(Action.LEAD_TEAM)
@require_POST
def logo(request: PracticeRequest) -> HttpResponse:
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            put_logo(request.practice, form.content(), by=request.user)
        except RefusedError as refusal:
            form.add_refusal(refusal)
    if form.errors:
        return _show(request, LookForm(practice=request.practice), form, status=422)
    messages.success(request, _("The logo is saved."))
    return redirect("practices:look")


@for_members_who_may(Action.LEAD_TEAM)
@require_POST
def logo_removal(request: PracticeRequest) -> HttpResponse:
    remove_logo(request.practice, by=request.user)
    messages.success(request, _("The logo is removed."))
    return redirect("practices:look")


@for_members_who_may(Action.LEAD_TEAM)
@require_safe
def preview(request: PracticeRequest) -> HttpResponse:
    """The stylesheet of a colour that nobody has saved yet; of ours for what is no colour."""
    colour = request.GET.get("colour", "")
    return HttpResponse(preview_of(colour if is_colour(colour) else OURS), "text/css")


def _show(
    request: PracticeRequest,
    form: LookForm,
    logo_form: LogoForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    typed = getattr(form, "cleaned_data", {}).get("accent", request.practice.accent)
    context = {
        "form": form,
        "logo_form": logo_form or LogoForm(),
        "previewed": typed or OURS,
        "palette": palette_of(typed) if typed else None,
    }
    return render(request, "practices/look.html", context, status=status)
