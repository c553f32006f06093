"""A trigger that refuses any change of an entry, in the words of each database."""

_SQLITE = """
CREATE TRIGGER trail_entry_never_changed BEFORE UPDATE ON trail_entry
BEGIN SELECT RAISE(ABORT, 'an entry of the trail is never changed'); END
"""
_POSTGRES = """
CREATE FUNCTION trail_entry_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'an entry of the trail is never changed' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER trail_entry_never_changed BEFORE UPDATE ON trail_entry
FOR EACH ROW EXECUTE FUNCTION trail_entry_never_changed();
"""


def add(_apps, editor):
    editor.execute(_SQLITE if editor.connection.vendor == "sqlite" else _POSTGRES)


def remove(_apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER trail_entry_never_changed")
    else:
        editor.execute("DROP TRIGGER trail_entry_never_changed ON trail_entry")
        editor.execute("DROP FUNCTION trail_entry_never_changed()")
