"""The contact form (promise 22): sent as a mail while the sender waits, stored nowhere."""
