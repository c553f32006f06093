from collections.abc import Sequence
from typing import Any

from videoberatung.practices.documents import Document
from videoberatung.practices.forms.agreements import AgreementMixin


class NewVersionsForm(AgreementMixin):
    """Texts of which a practice has not agreed to the current version yet."""

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_agreements(documents)
