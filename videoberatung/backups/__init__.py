"""Encrypted backups, and the list of what was deleted since, which a restore repeats.

docs/adr/0009-deletion-list.md says why the list is written by the database itself.
"""
