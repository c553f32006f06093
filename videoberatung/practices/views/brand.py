"""What pages of a practice and of its clients load to look like it."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from videoberatung.practices.brand import accent_opened, logo_opened, stylesheet_of

# The address changes with what is behind it.
_KEEP = "private, max-age=31536000, immutable"


@login_not_required  # clients see it too; the key says that a page of the practice led here
@require_safe
def stylesheet(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    accent = accent_opened(practice_id, request.GET.get("key", ""))
    if not accent:
        raise Http404
    return HttpResponse(stylesheet_of(accent), "text/css", headers={"Cache-Control": _KEEP})


@login_not_required  # as above
@require_safe
def logo(request: HttpRequest, practice_id: UUID, logo_id: UUID) -> HttpResponse:
    content = logo_opened(practice_id, logo_id, request.GET.get("key", ""))
    if content is None:
        raise Http404
    return HttpResponse(content, "image/webp", headers={"Cache-Control": _KEEP})
