import pytest

from videoberatung.signalling.names import clean_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Beispiel Anna", "Beispiel Anna"),
        ("  Anna  ", "Anna"),
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("Пример", "Пример"),
        ("O'Neil-Müller", "O'Neil-Müller"),
        ("<b>Anna</b>", "<b>Anna</b>"),  # shown as text, so there is nothing to refuse
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # Persian needs the joiner
        ("🙂", "🙂"),
        ("a" * 80, "a" * 80),
    ],
)
def test_a_name_is_shown_as_given(given, shown):
    assert clean_name(given) == shown


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "\u200d\u200c",
        "\u0301",
        "a" * 81,
        "a" * 60_000,
        "Anna\x00",
        "An\nna",
        "Anna\x0bB",
        "Anna\x1b[31m",
        "Anna\x7f",
        "Anna\u0085B",
        "Anna\u2028B",
        "Anna\u202egp.exe",
        "\u2066Anna",
        "Anna\u200fB",
        "Anna\ue000",
        "Anna\U000e0fff",
    ],
    ids=ascii,
)
def test_a_name_that_could_deceive_is_refused(name):
    assert clean_name(name) is None
