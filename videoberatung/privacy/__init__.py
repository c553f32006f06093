"""What personal data the product keeps, how it goes, and what is promised about it.

Apps above declare their fields in `personal_data.py` and register checks in `promises.py`;
this app knows none of them.
"""
