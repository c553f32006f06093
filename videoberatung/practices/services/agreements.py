from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.practices.documents import Document
from videoberatung.practices.models import Acceptance, Practice
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def accept_documents(
    practice: Practice, accepted: Mapping[Document, str], *, by: User, now: datetime
) -> None:
    """Keep that a practice agreed to the current version of documents.

    `accepted` holds the SHA-256 of each text as it was read. A second time changes nothing.
    """
    for document, text_hash in accepted.items():
        _acceptance, is_new = Acceptance.objects.get_or_create(
            practice=practice,
            document=document.name,
            version=document.version,
            defaults={"user": by, "text_hash": text_hash, "accepted_at": now},
        )
        if is_new:
            record("practice.agreed", practice=practice.id, actor=by.id, subject=practice.id)
            log.info("practice_agreed", practice=practice.id, kind=document.name)
