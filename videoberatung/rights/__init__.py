"""How people leave: notice, time to think it over, erasure.

What is held about them is registered by each app (privacy/holdings.py).
"""
