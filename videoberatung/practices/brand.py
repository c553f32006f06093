"""How a practice looks: its colour and its logo, on its own pages and on those of its clients.

Both are no secret, but whether a practice exists is nobody's business. So their addresses carry
a key that only a page of the practice knows; without it, and with a wrong one, a practice that
exists answers like one that does not. The key changes with what it opens: browsers may keep
both as long as they like, and a change shows at the next page.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from videoberatung.practices.colours import Accent, palette_of
from videoberatung.practices.models import Logo, Practice

_TOKENS = ("accent", "accent-strong", "accent-ink", "accent-wash")


@dataclass(frozen=True)
class Brand:
    """Addresses, empty where the practice has chosen nothing."""

    stylesheet: str
    logo: str


def brand_of(practice: Practice) -> Brand:
    """No query where the logo came along with the practice, else one."""
    logo: Logo | None = getattr(practice, "logo", None)
    return Brand(
        stylesheet=_address("brand:stylesheet", practice.id, accent=practice.accent),
        logo=_address("brand:logo", practice.id, logo.id, logo=str(logo.id)) if logo else "",
    )


def accent_opened(practice: UUID, key: str) -> str:
    """The colour that this key was made for; empty if it opens nothing."""
    found = Practice.objects.filter(id=practice).values_list("accent", flat=True).first() or ""
    return found if _is_key_to(practice, key, accent=found) else ""


def logo_opened(practice: UUID, logo: UUID, key: str) -> bytes | None:
    """WebP; None if the key opens nothing, or the logo is gone."""
    if not _is_key_to(practice, key, logo=str(logo)):
        return None
    found = Logo.objects.filter(practice=practice, id=logo).first()
    return bytes(found.content) if found else None


def stylesheet_of(accent: str) -> str:
    """The four tokens for both themes."""
    palette = palette_of(accent)
    return (
        f":root{{{_tokens(palette.light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_tokens(palette.dark)}}}}}"
        # The call is dark in both.
        f".stage{{{_tokens(palette.dark)}}}"
    )


def preview_of(accent: str) -> str:
    """Only for a page that shows both themes, whatever its own is."""
    palette = palette_of(accent)
    return f".theme-light{{{_tokens(palette.light)}}}.theme-dark{{{_tokens(palette.dark)}}}"


def _tokens(accent: Accent) -> str:
    values = (accent.accent, accent.strong, accent.ink, accent.wash)
    return ";".join(f"--{name}:{value}" for name, value in zip(_TOKENS, values, strict=True))


def _address(name: str, *ids: UUID, **what: str) -> str:
    if not all(what.values()):
        return ""
    return f"{reverse(name, args=ids)}?key={_key(ids[0], **what)}"


def _key(practice: UUID, **what: str) -> str:
    """22 characters, for one accent or one logo of one practice."""
    secret = hmac.digest(settings.SECRET_KEY.encode(), b"practices: brand", hashlib.sha256)
    opened = f"{practice} {sorted(what.items())}"
    digest = hmac.digest(secret, opened.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def _is_key_to(practice: UUID, key: str, **what: str) -> bool:
    return hmac.compare_digest(key.encode(), _key(practice, **what).encode())
