from videoberatung.privacy.promises import register_check
from videoberatung.rooms.message_checks import (
    check_nobody_listens,
    check_nothing_passes_the_server,
    check_the_chat_leaves_nothing,
)
from videoberatung.rooms.recording_checks import check_nothing_records
from videoberatung.rooms.session_checks import (
    check_names_at_the_door,
    check_sessions_live_in_memory,
    check_the_end_of_a_session,
)
from videoberatung.rooms.way_in_checks import check_ways_in

register_check(6, check_ways_in)
register_check(12, check_names_at_the_door)
register_check(13, check_sessions_live_in_memory)
register_check(15, check_nothing_passes_the_server)
register_check(16, check_nobody_listens)
register_check(17, check_nothing_records)
register_check(18, check_the_chat_leaves_nothing)
register_check(21, check_the_end_of_a_session)
