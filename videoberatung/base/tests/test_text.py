import pytest

from videoberatung.base.names import initials_of
from videoberatung.base.text import is_safe, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Erika Muster \n", "Erika Muster"),
        ("Zoe\u0308", "Zoë"),
        ("Sprech\u00adstunde", "Sprechstunde"),
        ("\ufeffErika", "Erika"),
        ("\u00a0Erika\u00a0", "Erika"),
    ],
)
def test_a_text_gets_one_spelling(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Erika Muster",
        "שרה כהן",
        "محمد",
        "李小龍",
        "Nguyễn Thị Ánh",
        "👩‍⚕️ 🇩🇪",
        "می‌خواهم",
        "<b>Erika</b>",
        "",
    ],
)
def test_every_script_may_be_typed(text):
    assert is_safe(text)


@pytest.mark.parametrize(
    "character",
    ["\x00", "\n", "\r", "\t", "\x1b", "\u200e", "\u202e", "\u2066", "\u2028", "\ud800", "\ue000"],
)
def test_characters_nobody_can_see_are_refused(character):
    assert not is_safe(f"Erika{character}Muster")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Erika Muster", "EM"),
        ("Dr. Maren Linde", "ML"),
        ("Prof. Dr. med. Karl-Friedrich von Beispielhausen", "KB"),
        ("erika", "E"),
        ("שרה כהן", "שכ"),
        ("Dr.", "D"),
        ("👩‍⚕️", "?"),
        ("", "?"),
    ],
)
def test_initials_leave_out_titles(name, initials):
    assert initials_of(name) == initials
