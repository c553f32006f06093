"""Replaces Django's own `csrf_token` in every template, those of libraries included: whoever
writes a form the usual way gets the mark of the session with it (settings: "builtins")."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from videoberatung.base import session_mark as marks

register = template.Library()


class MarkedTokenNode(CsrfTokenNode):
    def render(self, context: template.Context) -> SafeString:
        request = context.get("request")
        token = mark_safe(super().render(context))  # noqa: S308  # Django's own markup
        if not isinstance(request, HttpRequest):
            return token
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">',
            token,
            marks.FIELD,
            marks.session_mark(request),
        )


@register.tag
def csrf_token(_parser: Any, _token: Any) -> MarkedTokenNode:
    return MarkedTokenNode()


@register.simple_tag(takes_context=True)
def session_mark(context: template.Context) -> str:
    return marks.session_mark(context["request"])
