"""How much one person, one network or the whole world may book. Pure.

Reasons: docs/adr/0007-booking-beside-appointments.md.
"""

from datetime import timedelta

# While the form is filled in; read by people who type with one finger.
FORM_TIME = timedelta(minutes=15)
# Until the link in the mail is pressed.
CONFIRM_TIME = timedelta(minutes=60)
# Nobody who reads is faster.
SHORTEST_TYPING = timedelta(seconds=2)

# Of one address, still to come, in one practice.
MOST_BOOKINGS_AHEAD = 4
MOST_WAITING_ENTRIES = 3
# Held at once in one practice: more would be a program that wants to block it.
MOST_HOLDS = 40
WAITING_TIME = timedelta(days=30)

HOLDS_PER_NETWORK_AND_HOUR = 60
MAILS_PER_NETWORK_AND_HOUR = 20
MAILS_PER_ADDRESS_AND_HOUR = 4
LINKS_PER_NETWORK_AND_MINUTE = 30
