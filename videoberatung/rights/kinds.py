"""The kinds of mail this app sends (mail/registry.py)."""

NOTICE = "rights.notice"
ACCOUNT_ENDS = "rights.account_ends"
ACCOUNT_ENDS_SOON = "rights.account_ends_soon"
ACCOUNT_STAYS = "rights.account_stays"
PRACTICE_CLOSES = "rights.practice_closes"
PRACTICE_STAYS = "rights.practice_stays"
