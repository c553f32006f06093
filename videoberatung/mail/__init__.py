"""Outgoing mail: kind and id queued with the change it tells of, rendered when it leaves.

What is queued holds neither address nor text, so a mail can never outlive the data it is
made of. Delivery is at least once: a worker killed between the mail server's answer and the
note of it sends that one mail again, under the same Message-ID.
"""
