"""Free times of a practice, taken by clients themselves: the public page, and the waiting list.

An app of its own (docs/adr/0007-booking-beside-appointments.md): what is booked becomes an
ordinary appointment, and appointments know nothing of how they came about.
"""
