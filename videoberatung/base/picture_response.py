from django.http import HttpResponse


def picture_response(content: bytes | memoryview) -> HttpResponse:
    """A WebP of ours. Kept by no cache: a picture that is deleted is gone with the next look."""
    response = HttpResponse(bytes(content), content_type="image/webp")
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response
