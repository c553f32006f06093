from videoberatung.contact.checks import check_letters_are_not_stored
from videoberatung.privacy.promises import register_check

register_check(22, check_letters_are_not_stored)
