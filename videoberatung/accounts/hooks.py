from django.utils.translation import gettext_noop

from videoberatung.accounts import mails
from videoberatung.accounts.services.letters import LETTER
from videoberatung.mail.registry import register_mail
from videoberatung.trail.words import register_actions

register_mail(LETTER, mails.letter)
register_actions(
    {
        "profile.changed": gettext_noop("Profile changed"),
        "picture.added": gettext_noop("Profile picture added"),
        "picture.withdrawn": gettext_noop("Profile picture deleted, consent withdrawn"),
    }
)
