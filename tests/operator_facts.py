"""What a real service has to say about itself; for tests that start one."""

from pathlib import Path

RECIPIENTS = Path(__file__).parents[1] / "deploy/recipients.json"
FACTS = {
    "VIDEOBERATUNG_OPERATOR_NAME": "Betrieb Muster",
    "VIDEOBERATUNG_OPERATOR_LEGAL_FORM": "none",
    "VIDEOBERATUNG_OPERATOR_ADDRESS": "Musterweg 7, 12345 Musterstadt",
    "VIDEOBERATUNG_OPERATOR_REPRESENTED_BY": "none",
    "VIDEOBERATUNG_OPERATOR_EMAIL": "kontakt@example.org",
    "VIDEOBERATUNG_OPERATOR_PHONE": "030 23125 777",
    "VIDEOBERATUNG_OPERATOR_REGISTER": "none",
    "VIDEOBERATUNG_OPERATOR_VAT_ID": "none",
    "VIDEOBERATUNG_OPERATOR_DATA_PROTECTION_OFFICER": "none",
    "VIDEOBERATUNG_OPERATOR_SUPERVISORY_AUTHORITY": "Musterbehörde, 12345 Musterstadt",
    "VIDEOBERATUNG_OPERATOR_SUPPORT_HOURS": "Mo-Fr 08:00-17:00",
    "VIDEOBERATUNG_RECIPIENTS_FILE": str(RECIPIENTS),
}
