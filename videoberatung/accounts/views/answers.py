from typing import Any

from django.http import HttpResponse


class Unprocessable:
    """A form with mistakes answers 422, as everywhere in the product (RFC 9110, 15.5.21)."""

    def form_invalid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # a mixin
        if answer.status_code == 200:
            answer.status_code = 422
        return answer
