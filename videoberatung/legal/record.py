"""The record of processing activities (Art. 30 GDPR), from the same declarations."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from videoberatung.legal.pages import privacy_facts
from videoberatung.legal.uses import sections

# A spreadsheet takes a cell that begins so for a formula (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows() -> Iterator[tuple[str, ...]]:
    """In the current language; the first row names the columns."""
    yield (
        _("Purpose"),
        _("Whose data"),
        _("Data"),
        _("Recipients"),
        _("Kept"),
        _("Legal basis"),
        _("Responsible"),
    )
    for section, uses in sections():
        for use in uses:
            responsible = _("practice") if use.responsible == "practice" else _("operator")
            yield (
                use.purpose,
                section.title,
                use.data,
                use.receivers,
                use.kept,
                use.basis,
                responsible,
            )


def as_csv(lines: Iterable[tuple[str, ...]]) -> str:
    """RFC 4180; no cell can be taken for a formula."""
    file = io.StringIO()
    csv.writer(file).writerows([_harmless(cell) for cell in line] for line in lines)
    return file.getvalue()


def as_html(now: datetime) -> str:
    """A document that stands by itself, for paper."""
    head, *body = rows()
    context = privacy_facts() | {"head": head, "rows": body, "now": now}
    return render_to_string("legal/record.html", context)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
