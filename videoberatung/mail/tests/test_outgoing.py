import pytest

from videoberatung.mail.outgoing import Attachment, OutgoingMail, UnfitMailError


@pytest.mark.parametrize(
    "address",
    ["erika@example.org", "erika.muster+termin@mail.example.org", "erika@bücher.example"],
)
def test_one_address_is_one_recipient(address):
    assert OutgoingMail(to=address, subject="Termin", text="").to == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "erika",
        "erika@example.org,otto@example.org",
        "erika@example.org, otto@example.org",
        "erika@example.org; otto@example.org",
        "erika@example.org otto@example.org",
        "erika@example.org\nBcc: otto@example.org",
        "erika@example.org\r\nBcc: otto@example.org",
        "erika@example.org\n",
        "erika@example.org\x00",
        "erika@example.org\u2028Bcc: otto@example.org",
        "Erika <erika@example.org>",
        "<erika@example.org>",
        '"otto@example.org,"@example.org',
        '"erika muster"@example.org',
        "erika@example.org>",
        "@otto.example.org:erika@example.org",
    ],
)
def test_what_could_reach_somebody_else_is_refused(address):
    with pytest.raises(UnfitMailError):
        OutgoingMail(to=address, subject="Termin", text="")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\x00"])
def test_a_subject_cannot_carry_another_header(end):
    with pytest.raises(UnfitMailError):
        OutgoingMail(to="erika@example.org", subject=f"Termin{end}Bcc: otto@example.org", text="")


def test_an_attachment_cannot_carry_another_header():
    file = Attachment("a.txt\nBcc: otto@example.org", b"", "text/plain")
    with pytest.raises(UnfitMailError):
        OutgoingMail(to="erika@example.org", subject="", text="", attachments=(file,))


def test_a_text_may_have_lines_and_every_script():
    text = "Guten Tag\r\n\r\n艾丽卡 Ольга 😀"
    assert OutgoingMail(to="erika@example.org", subject="艾丽卡 😀", text=text).text == text


def test_the_name_of_a_sender_cannot_carry_another_header():
    with pytest.raises(UnfitMailError):
        OutgoingMail(to="a@example.org", subject="", text="", sender_name="A\r\nBcc: b@example.org")
