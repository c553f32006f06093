"""Loaded by pytest before anything else: the settings of a test run.

The sample's rules apply (loopback, outbox); the data directory is new and goes away.
"""

import os
import tempfile

_directory = tempfile.TemporaryDirectory(prefix="videoberatung-test-")
os.environ.update(
    VIDEOBERATUNG_SAMPLE="1",
    VIDEOBERATUNG_DATA_DIR=_directory.name,
    VIDEOBERATUNG_PUBLIC_URL="http://localhost:8000",
    VIDEOBERATUNG_SECRET_KEY="only-for-tests-" + "x" * 50,
    # pytest-playwright runs an event loop in the main thread while Django's code runs there.
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
)
os.environ.pop("VIDEOBERATUNG_SMTP_URL", None)
