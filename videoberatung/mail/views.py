from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from videoberatung.mail.outbox import StoredMail, is_active, stored_mail, stored_mails

View = Callable[..., HttpResponse]


def _of_the_sample(view: View) -> View:
    """A page of the sample alone; elsewhere there is no such page.

    No sign-in: the sample answers on this machine only, to whoever tries it out, and the
    outbox stands for the mailboxes of people without an account.
    """

    @login_not_required
    @require_GET
    @wraps(view)
    def guarded(request: HttpRequest, **place: str | int) -> HttpResponse:
        if not is_active():
            raise Http404
        return view(request, **place)

    return guarded


@_of_the_sample
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "mail/outbox.html", {"mails": stored_mails()})


@_of_the_sample
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "mail/mail.html", {"mail": _found(name)})


@_of_the_sample
def attachment(request: HttpRequest, name: str, number: int) -> HttpResponse:
    files = _found(name).files
    if number >= len(files):
        raise Http404
    # Always to be saved, never shown: a file from a mail must not run as a page of ours.
    response = HttpResponse(files[number].content, content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=files[number].name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


def _found(name: str) -> StoredMail:
    found = stored_mail(name)
    if found is None:
        raise Http404
    return found
