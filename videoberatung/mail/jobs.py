from datetime import datetime

from videoberatung.jobs.rounds import every_round
from videoberatung.mail.sending import send_due_mail


@every_round
def send_queued_mail(now: datetime) -> bool:
    return send_due_mail(now)
