"""The scripts that browsers get, as they are sent out."""

from pathlib import Path

from django.conf import settings


def shipped_scripts() -> dict[str, str]:
    """Text of every script below the directory of assets; empty before they are built."""
    root = Path(settings.ASSETS)
    return {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for pattern in ("*.js", "*.mjs")
        for path in root.rglob(pattern)
    }
