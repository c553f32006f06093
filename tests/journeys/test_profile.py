"""Somebody changes their profile, shows a picture, and takes it back: by keyboard alone."""

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import sign_in
from tests.service import Service
from tests.traces import is_held
from videoberatung.base.tests.picture_files import two_halves

PATIENCE_SECONDS = 15
TWO_AT_ONCE = """async () => {
    const form = document.querySelector("#picture-form");
    const send = () => fetch(location.href, {method: "POST", body: new FormData(form)});
    const answers = await Promise.all([send(), send()]);
    return answers.map((answer) => answer.status);
}"""


def press(page: Page, role: str, name: str) -> None:
    """Without a mouse."""
    page.get_by_role(role, name=name).focus()
    page.keyboard.press("Enter")


def test_a_profile_and_a_picture_that_is_taken_back(
    person: Callable[..., Page], service: Service, tmp_path: Path
):
    page = person()
    sign_in(page, service, service.account("owner"))
    press(page, "link", "Mein Konto")
    expect(page.get_by_role("heading", name="Profil", level=1)).to_be_visible()
    page.get_by_label("Titel").fill("")
    page.get_by_label("Sprache").select_option("English")
    press(page, "button", "Speichern")
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
    assert violations(page) == []

    file = tmp_path / "ich.png"
    file.write_bytes(two_halves())
    press(page, "link", "Add a picture")
    page.get_by_label("Picture", exact=True).set_input_files(file)
    slider = page.get_by_label("To the left or right")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_value("0")
    assert violations(page) == []
    assert page.evaluate(TWO_AT_ONCE) == [200, 200]
    press(page, "button", "Consent and upload")
    expect(page.get_by_text("Your picture is shown from now on.").first).to_be_visible()
    picture = page.get_by_role("img", name="Your picture")
    expect(picture).to_be_visible()
    assert violations(page) == []

    address = f"{service.url}{picture.get_attribute('src')}"
    content = page.request.get(address).body()
    parts = [content[at : at + 64] for at in range(0, len(content) - 64, 64)]
    assert is_held(service, parts), "the search finds it"
    press(page, "button", "Withdraw consent and delete the picture")
    expect(page.get_by_text("Your consent is withdrawn")).to_be_visible()
    assert page.request.get(address).status == 404
    deadline = time.monotonic() + PATIENCE_SECONDS
    while is_held(service, parts):
        assert time.monotonic() < deadline, "bytes of the picture are left"
        time.sleep(0.5)
