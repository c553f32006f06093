"""What people do about their data and how they leave; one transaction each."""

from videoberatung.rights.services.announcing import announce_closing, announce_ending
from videoberatung.rights.services.copying import (
    content_of_copy,
    copy_of,
    make_copies,
    request_copy,
)
from videoberatung.rights.services.erasing import erase_what_is_due
from videoberatung.rights.services.notices import receive_notice, settle_notices
from videoberatung.rights.services.requesting import (
    Asked,
    answer_request,
    data_requests,
    receive_request,
)
from videoberatung.rights.services.undoing import undo_closing, undo_ending

__all__ = [
    "Asked",
    "announce_closing",
    "announce_ending",
    "answer_request",
    "content_of_copy",
    "copy_of",
    "data_requests",
    "erase_what_is_due",
    "make_copies",
    "receive_notice",
    "receive_request",
    "request_copy",
    "settle_notices",
    "undo_closing",
    "undo_ending",
]
