"""What a failed hand-over means. Pure."""

import smtplib
from dataclasses import dataclass

from videoberatung.mail.smtp_status import reason_in

_PERMANENT = range(500, 600)  # RFC 5321, section 4.2.1: the command must not be repeated


@dataclass(frozen=True)
class Failure:
    """Why a mail did not leave.

    `reason` is a stable word. `is_final`: trying again cannot help. `is_server`: no mail
    would have left, so the others need not be tried now.
    """

    reason: str
    is_final: bool = False
    is_server: bool = False


RENDERING_FAILED = Failure("rendering_failed")
UNFIT = Failure("unfit", is_final=True)
EXPIRED = Failure("expired", is_final=True)
SERVER_AWAY = Failure("server_away", is_server=True)


def failure_of(error: Exception) -> Failure:
    """Sort what the mail server, or the way to it, said.

    What the operator can mend (sender refused, wrong password, no TLS) is not final: the mail
    waits until it is mended or its time is over.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, text)] = error.recipients.values()  # each mail goes to one address
        if code in _PERMANENT:
            return Failure(reason_in(code, text) or "recipient_refused", is_final=True)
        return Failure(reason_in(code, text) or "recipient_deferred")
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Failure("sender_refused", is_server=True)
    if isinstance(error, smtplib.SMTPDataError):
        reason = reason_in(error.smtp_code, error.smtp_error)
        if error.smtp_code in _PERMANENT:
            return Failure(reason or "message_refused", is_final=True)
        return Failure(reason or "message_deferred")
    if isinstance(error, smtplib.SMTPException | OSError):
        return SERVER_AWAY
    return UNFIT
