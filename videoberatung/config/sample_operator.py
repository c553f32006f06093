"""Who runs the sample: nobody. Invented, with a number that is never given to anybody."""

from datetime import date

from videoberatung.config.operator import operator_of
from videoberatung.privacy.operator import Operator, Recipient

_FACTS = {
    "name": "Musterbetrieb für Videosprechstunden",
    "legal_form": "gGmbH",
    "address": "Musterweg 7, 12345 Musterstadt",
    "represented_by": "Karla Muster",
    "email": "kontakt@videoberatung.example",
    "phone": "030 23125 777",
    "register": "Amtsgericht Musterstadt, HRB 00000",
    "vat_id": "DE000000000",
    "data_protection_officer": "Jonas Muster, datenschutz@videoberatung.example",
    "supervisory_authority": "Musterbehörde für den Datenschutz, Amtsweg 1, 12345 Musterstadt",
    "support_hours": "Mo-Th 08:00-17:00, Fr 08:00-13:00",
}
_SIGNED = date(2026, 1, 2)
_RECIPIENTS = (
    Recipient(
        "hosting", "Rechenzentrum Muster", "Serverweg 3, 12345 Musterstadt", contract_since=_SIGNED
    ),
    Recipient("relay", is_own=True),
    Recipient("mail", "Postdienst Muster", "Briefweg 5, 12345 Musterstadt", contract_since=_SIGNED),
    Recipient("bank", "Musterbank", "Geldweg 9, 12345 Musterstadt"),
    Recipient("collection"),
    Recipient("lawyer"),
    Recipient("court"),
)


def sample_operator() -> Operator:
    return operator_of(_FACTS, _RECIPIENTS)
