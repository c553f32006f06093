"""Imprint, privacy page, accessibility statement and the record of processing.

None of them is typed: they are written from the operator's facts (the configuration) and from
the declarations by which the deletion works (privacy/inventory.py).
"""
