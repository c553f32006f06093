from videoberatung.practices.models.contract import Acceptance, BankAccount
from videoberatung.practices.models.membership import Membership, TeamInvitation
from videoberatung.practices.models.practice import Logo, OpeningHours, Practice

__all__ = [
    "Acceptance",
    "BankAccount",
    "Logo",
    "Membership",
    "OpeningHours",
    "Practice",
    "TeamInvitation",
]
