from django.utils.translation import gettext_noop

from videoberatung.trail.words import register_actions

register_actions(
    {
        "profile.changed": gettext_noop("Profile changed"),
        "picture.added": gettext_noop("Profile picture added"),
        "picture.withdrawn": gettext_noop("Profile picture deleted, consent withdrawn"),
    }
)
