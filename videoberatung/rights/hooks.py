from django.utils.translation import gettext_noop

from videoberatung.backups.registry import register_replay
from videoberatung.mail.registry import register_mail
from videoberatung.rights import kinds, noted
from videoberatung.rights.mails import data, endings, notices, operator
from videoberatung.rights.obstacles import register_obstacle
from videoberatung.rights.ownership import is_the_last_owner
from videoberatung.rights.services import replaying
from videoberatung.trail.words import register_actions

register_obstacle(is_the_last_owner)
register_mail(kinds.NOTICE, notices.confirmation)
register_mail(kinds.ACCOUNT_ENDS, endings.account_ends)
register_mail(kinds.ACCOUNT_ENDS_SOON, endings.account_ends_soon)
register_mail(kinds.ACCOUNT_STAYS, endings.account_stays)
register_mail(kinds.PRACTICE_CLOSES, endings.practice_closes)
register_mail(kinds.PRACTICE_STAYS, endings.practice_stays)
register_mail(kinds.COPY_READY, data.copy_ready)
register_mail(kinds.REQUEST_RECEIVED, data.request_received)
register_mail(kinds.REQUEST_ANSWERED, data.request_answered)
register_mail(kinds.REQUEST_FOR_OPERATOR, operator.request_received)
register_mail(kinds.REQUEST_DUE_SOON, operator.request_due_soon)

register_replay(noted.ACCOUNT_ENDS, replaying.announce_ending_again)
register_replay(noted.ACCOUNT_STAYS, replaying.undo_ending_again)
register_replay(noted.ACCOUNT_ERASED, replaying.erase_account_again)
register_replay(noted.PRACTICE_CLOSES, replaying.announce_closing_again)
register_replay(noted.PRACTICE_STAYS, replaying.undo_closing_again)
register_replay(noted.PRACTICE_CLOSED, replaying.close_practice_again)

register_actions(
    {
        "account.ending_announced": gettext_noop("Notice given for an account"),
        "account.ending_undone": gettext_noop("Notice for an account taken back"),
        "account.copy_requested": gettext_noop("Copy of one's own data asked for"),
        "data_request.received": gettext_noop("Request about data received"),
        "data_request.answered": gettext_noop("Request about data answered"),
        "account.erased": gettext_noop("Account erased"),
        "practice.closing_announced": gettext_noop("Notice given for the practice"),
        "practice.closing_undone": gettext_noop("Notice for the practice taken back"),
        "practice.closed": gettext_noop("Practice closed"),
    }
)
