"""What a restore repeats of notices (backups/registry.py): words of the list of deletions."""

ACCOUNT_ENDS = "account.ends"
ACCOUNT_STAYS = "account.stays"
ACCOUNT_ERASED = "account.erased"
PRACTICE_CLOSES = "practice.closes"
PRACTICE_STAYS = "practice.stays"
PRACTICE_CLOSED = "practice.closed"
