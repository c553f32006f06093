"""What can be done about bookings; one transaction each: rule, change, mail, trail."""
