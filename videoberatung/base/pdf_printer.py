"""Reads a page from standard input and writes it as PDF (pdf.py).

In a process of its own, without Django: `python -m videoberatung.base.pdf_printer`.
"""

import sys

# Exit code where Pango and what belongs to it are not installed.
UNAVAILABLE = 3


def main() -> int:
    html = sys.stdin.buffer.read().decode()
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        return UNAVAILABLE
    nothing = URLFetcher(allowed_protocols=())
    # PDF/UA-1: tagged, so that screen readers can read it.
    content = HTML(string=html, url_fetcher=nothing).write_pdf(pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
