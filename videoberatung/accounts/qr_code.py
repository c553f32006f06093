import segno

_QUIET = 4  # modules of white around it (ISO/IEC 18004, section 5.3.8)


def qr_path(text: str) -> tuple[int, str]:
    """Width in modules, quiet zone included, and the dark ones as the path of an SVG."""
    rows = list(segno.make(text, error="m").matrix)
    dark = (
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    return len(rows) + 2 * _QUIET, "".join(dark)
