"""The colour and the logo of a practice."""

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.base.images import as_webp, fitted, read_picture
from videoberatung.practices.models import Logo, Practice
from videoberatung.trail.services import record

log = structlog.get_logger()

# Twice the size it is shown at, for fine screens.
LOGO_WIDTH, LOGO_HEIGHT = 640, 320


def put_logo(practice: Practice, content: bytes, *, by: User) -> None:
    """Re-encode the picture and let it take the place of the present logo.

    Raises RefusedError (base/images.py).
    """
    webp = as_webp(fitted(read_picture(content), LOGO_WIDTH, LOGO_HEIGHT))
    with transaction.atomic():
        # A new row, so that no browser shows the old one under the address of the new.
        Practice.objects.select_for_update().get(id=practice.id)
        Logo.objects.filter(practice=practice).delete()
        Logo.objects.create(practice=practice, content=webp)
        record("practice.logo_changed", practice=practice.id, actor=by.id, subject=practice.id)
    log.info("practice_changed", practice=str(practice.id))


@transaction.atomic
def remove_logo(practice: Practice, *, by: User) -> None:
    """Where there is none nothing happens."""
    count, _rows = Logo.objects.filter(practice=practice).delete()
    if count:
        record("practice.logo_removed", practice=practice.id, actor=by.id, subject=practice.id)
