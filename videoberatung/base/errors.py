from django.utils.translation import gettext as _


class RefusedError(Exception):
    """A rule of the product says no.

    `code` is a stable word for tests, logs and programs. The sentence a person reads is
    registered by the app that owns the rule (`register_refusal`); `numbers` fill it.
    """

    def __init__(self, code: str, **numbers: int) -> None:
        super().__init__(code)
        self.code = code
        self.numbers = numbers

    @property
    def sentence(self) -> str:
        """The refusal in the language of the current request."""
        sentence = _(_sentences[self.code])
        return sentence % self.numbers if self.numbers else sentence


_sentences: dict[str, str] = {}


def register_refusal(code: str, sentence: str) -> None:
    """Pair a code with its English sentence (a gettext msgid, marked with gettext_noop)."""
    _sentences[code] = sentence
