"""By which page a person exercises each of their rights (promise 24)."""

# Article of the GDPR, and the name of the address where it is done. An app that adds a page for a
# right that has none enters it here; until then the check of the promise says so.
WAYS: dict[str, str] = {
    "7(3)": "account_picture_withdraw",
    "15": "",
    "16": "account_profile",
    "17": "rights:end",
    "18": "",
    "20": "",
    "21": "",
}
