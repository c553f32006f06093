"""What the number in a mail server's answer means. Pure.

Of the answer only the numbers are looked at: its words may repeat the address.
"""

import re

# RFC 2034, section 4: the enhanced status code stands first in the text.
_ENHANCED = re.compile(rb"\s*[45]\.(\d{1,3})\.(\d{1,3})(?![\d.])")

# RFC 3463, section 3, and the registry that goes on from there: subject and detail.
_BY_DETAIL = {
    (1, 0): "no_mailbox",
    (1, 1): "no_mailbox",
    (1, 2): "no_server",
    (1, 3): "address_invalid",
    (1, 6): "no_mailbox",
    (1, 10): "no_server",  # RFC 7505: takes no mail at all
    (2, 1): "mailbox_off",
    (2, 2): "mailbox_full",
    (2, 3): "too_large",
    (3, 1): "mailbox_full",
    (3, 4): "too_large",
}
_BY_SUBJECT = {4: "no_server", 7: "unwanted"}
# RFC 5321, section 4.2.2, where the server says no more; 550 may mean anything.
_BY_CODE = {552: "mailbox_full", 553: "address_invalid"}


def reason_in(code: int, text: bytes | str) -> str:
    """A stable word (reasons.py); empty where the numbers say nothing in particular."""
    raw = text if isinstance(text, bytes) else text.encode(errors="replace")
    enhanced = _ENHANCED.match(raw)
    if enhanced is None:
        return _BY_CODE.get(code, "")
    subject, detail = int(enhanced[1]), int(enhanced[2])
    return _BY_DETAIL.get((subject, detail)) or _BY_SUBJECT.get(subject, "")
