"""PDF files, each made by a process of its own that ends with it.

The library takes half a second to load, 60 MB and a processor while it draws: in the process
that answers pages it would hold up everybody else and never give the memory back. Nothing lies
on a disk at any time, and the process knows none of our secrets.
"""

import os
import subprocess
import sys
from threading import BoundedSemaphore

from videoberatung.base.pdf_printer import UNAVAILABLE

AT_ONCE = 2
SECONDS_TO_WAIT = 10
SECONDS_TO_MAKE = 30
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT")
_places = BoundedSemaphore(AT_ONCE)


class PdfError(Exception):
    """No file was made: libraries are missing on this machine, or too many want one now."""


def pdf_of(html: str) -> bytes:
    """Takes about a second. What the page refers to is not loaded, from nowhere.

    Raises PdfError.
    """
    if not _places.acquire(timeout=SECONDS_TO_WAIT):
        raise PdfError("busy")
    try:
        return _print(html)
    finally:
        _places.release()


def _print(html: str) -> bytes:
    command = [sys.executable, "-I", "-m", "videoberatung.base.pdf_printer"]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own module, nothing of it comes from outside
            command,
            input=html.encode(),
            env=environment,
            capture_output=True,
            timeout=SECONDS_TO_MAKE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PdfError("busy") from None
    if done.returncode == UNAVAILABLE:
        raise PdfError("unavailable")
    # Anything else is a bug of ours; what the process said may hold what was to be printed.
    done.check_returncode()
    return done.stdout
