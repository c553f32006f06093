from videoberatung.appointments import mails
from videoberatung.appointments.services.calling_off import CANCELLED
from videoberatung.appointments.services.changing import CHANGED, WITHDRAWN
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.mail.registry import register_mail

register_mail(INVITATION, mails.invitation)
register_mail(CHANGED, mails.changed)
register_mail(CANCELLED, mails.cancelled)
register_mail(WITHDRAWN, mails.cancelled)
