"""How people leave; one transaction each: rule, change, mail, trail."""

from videoberatung.rights.services.announcing import announce_closing, announce_ending
from videoberatung.rights.services.erasing import erase_what_is_due
from videoberatung.rights.services.notices import receive_notice, settle_notices
from videoberatung.rights.services.undoing import undo_closing, undo_ending

__all__ = [
    "announce_closing",
    "announce_ending",
    "erase_what_is_due",
    "receive_notice",
    "settle_notices",
    "undo_closing",
    "undo_ending",
]
