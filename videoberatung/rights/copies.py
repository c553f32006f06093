"""A copy of everything held about a person: one archive, to read and to take along.

Art. 15(3) GDPR asks for a copy, Art. 20(1) for a structured, commonly used and machine-readable
format: the archive holds a page, the same as JSON, and files such as a picture as they are.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from json import dumps
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from videoberatung.privacy.disclosure import Fact, Share

FORMAT_VERSION = 1


# What stands first in a copy; what an app adds later comes at the end.
_ORDER = ("accounts", "account", "mfa", "practices", "appointments", "rights", "privacy", "trail")


def in_order(shares: Iterable[Share]) -> list[Share]:
    """As a person would look for it: themselves first, what was noted about them last."""
    return sorted(shares, key=lambda share: _rank(share.disclosure.model._meta.app_label))


def _rank(app: str) -> int:
    return _ORDER.index(app) if app in _ORDER else len(_ORDER)


def archive_of(shares: Sequence[Share], *, made_at: datetime) -> bytes:
    """A ZIP file, in the current language. All of it is held in memory."""
    files = dict(_files(shares))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_("your-data") + ".html", page_of(shares, made_at=made_at))
        archive.writestr(_("your-data") + ".json", json_of(shares, made_at=made_at))
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def page_of(shares: Sequence[Share], *, made_at: datetime) -> str:
    """A page that needs nothing but itself."""
    context = {"shares": shares, "made_at": made_at, "address": settings.PUBLIC_URL}
    return render_to_string("rights/copy.html", context)


def json_of(shares: Sequence[Share], *, made_at: datetime) -> str:
    """Keys are the names of the fields; moments are UTC (RFC 3339); files are named."""
    content = {
        "format": FORMAT_VERSION,
        "service": settings.PUBLIC_URL,
        "made_at": made_at,
        "data": [_as_json(share) for share in shares],
    }
    return dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _as_json(share: Share) -> dict[str, Any]:
    return {
        "kind": share.disclosure.model._meta.label,
        "title": share.title,
        "purposes": share.purposes,
        "legal_bases": share.bases,
        "rows": [
            {
                fact.key: _file_name(share, number, fact) if fact.is_file else fact.value
                for fact in row
            }
            for number, row in enumerate(share.rows, 1)
        ],
    }


def _files(shares: Iterable[Share]) -> Iterable[tuple[str, bytes]]:
    for share in shares:
        for number, row in enumerate(share.rows, 1):
            yield from (
                (_file_name(share, number, fact), bytes(fact.value)) for fact in row if fact.is_file
            )


def _file_name(share: Share, number: int, fact: Fact) -> str:
    """Pictures are the only files there are, and WebP the only kind of them."""
    return f"{slugify(share.title)}-{number}-{fact.key}.webp"
