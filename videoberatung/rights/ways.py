"""By which page a person exercises each of their rights (promise 24)."""

# Article of the GDPR, and the name of the address where it is done.
WAYS: dict[str, str] = {
    "7(3)": "account_picture_withdraw",
    "15": "rights:data",
    "16": "account_profile",
    "17": "rights:end",
    "18": "rights:request",
    "20": "rights:copy",
    "21": "rights:request",
}
