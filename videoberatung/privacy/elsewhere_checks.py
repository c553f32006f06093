"""Whether anything leads a browser to somebody else's machines (promise 5)."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from csp.constants import NONE, SELF
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from videoberatung.privacy.findings import Finding, broken, kept

POLICY = "csp.middleware.CSPMiddleware"
# What a page may load or send to, by the Content-Security-Policy; the other directives name no
# places.
_NO_PLACES = frozenset({"require-trusted-types-for", "trusted-types"})
_FOREIGN = re.compile(r"""(?:src|href|action)=["']?(?:https?:)?//""")


def check_nobody_else_is_contacted(_now: datetime) -> Finding:
    """The policy every page carries, and the templates of pages and mails."""
    places = set(_foreign_places())
    if places or POLICY not in settings.MIDDLEWARE:
        return broken(
            _("places elsewhere that pages may contact: %(count)d") % {"count": len(places) or 1}
        )
    links = sum(len(_FOREIGN.findall(path.read_text())) for path in _templates())
    if links:
        return broken(_("addresses elsewhere in pages or mails: %(count)d") % {"count": links})
    return kept(
        _(
            "places elsewhere that the policy of every page lets a browser contact: 0; addresses "
            "elsewhere in pages and mails: 0"
        )
    )


def _foreign_places() -> Iterator[str]:
    own = {SELF, NONE, "data:", "blob:", settings.PUBLIC_URL.replace("http", "ws", 1)}
    for name, places in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items():
        if name not in _NO_PLACES:
            yield from (place for place in places if place not in own)


def _templates() -> Iterator[Path]:
    for app in apps.get_app_configs():
        if app.name.startswith("videoberatung."):
            yield from Path(app.path).glob("templates/**/*.*")
