"""What people who sign in are asked to agree to (privacy/consents.py says how it is kept)."""

from django.utils.translation import gettext_noop

from videoberatung.privacy.consents import ConsentText

PICTURE = ConsentText(
    purpose="picture",
    version=1,
    msgids=(
        gettext_noop(
            "A picture is voluntary. Without one your initials are shown, and everything works "
            "just the same."
        ),
        gettext_noop(
            "Your picture is shown to your colleagues in the practice, and to clients at the door "
            "and in the waiting room of an appointment with you. Nobody else sees it. It serves "
            "for nothing but being recognised."
        ),
        gettext_noop(
            "You can withdraw your consent at any time, on this page and with one click. The "
            "picture is then deleted at once and everywhere. What was done with it until then "
            "stays lawful."
        ),
        gettext_noop(
            "With “Consent and upload” you agree to this (Art. 6(1)(a) GDPR). We note when you "
            "agreed to which text, as proof; three years after a withdrawal this note is deleted."
        ),
    ),
)
