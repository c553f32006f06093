"""Notice without signing in, the confirmation, and changing one's mind by a link."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import sign_in
from tests.service import Service

pytestmark = pytest.mark.journey

UNDO = re.compile(r"https?://\S+/terminate/undo/[\w-]+/")
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}

NAME_OF_FOCUS = """() => {
    const focus = document.activeElement;
    return focus.labels?.[0]?.innerText || focus.innerText;
}"""


def press_tab_until(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if name in page.evaluate(NAME_OF_FOCUS):
            return
    raise AssertionError(f"no way to {name} by keyboard")


def give_notice(page: Page, service: Service, email: str) -> None:
    """By keyboard alone, from the foot of the start page."""
    page.goto(service.url)
    press_tab_until(page, "Verträge hier kündigen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terminate/")
    assert violations(page) == []
    press_tab_until(page, "Ihr Name")
    page.keyboard.type("Jonas Ahorn")
    press_tab_until(page, "Ihre E-Mail-Adresse")
    page.keyboard.type(email)
    press_tab_until(page, "jetzt kündigen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ihre Kündigung ist eingegangen")).to_be_visible()


@pytest.mark.promise(8)
def test_notice_without_signing_in_can_be_taken_back_by_link(
    person: Callable[..., Page], service: Service
):
    account = service.account("provider")
    visitor = person(**PHONE)
    give_notice(visitor, service, account.email)
    assert violations(visitor) == []
    expect(visitor.get_by_text("(Ortszeit Berlin)")).to_be_visible()
    with visitor.expect_download() as saved:
        visitor.get_by_role("button", name="Bestätigung speichern").click()
    assert "Jonas Ahorn" in saved.value.path().read_text()

    mail = service.mail_to(account.email).get_body(("plain",)).get_content()
    link = UNDO.search(mail).group()
    provider = person()
    sign_in(provider, service, account)
    expect(provider.get_by_text(re.compile("Ihr Konto endet am"))).to_be_visible()
    assert violations(provider) == []

    visitor.goto(link)
    assert violations(visitor) == []
    visitor.get_by_role("button", name="Mein Konto behalten").click()
    expect(visitor.get_by_role("heading", name="Die Kündigung ist zurückgenommen")).to_be_visible()
    assert violations(visitor) == []
    provider.reload()
    expect(provider.get_by_text(re.compile("Ihr Konto endet am"))).to_have_count(0)
    visitor.goto(link)
    expect(visitor.get_by_role("heading", name="Es gibt nichts zurückzunehmen")).to_be_visible()


def test_the_only_owner_reads_why_not_yet(provider: Page, service: Service):
    provider.goto(f"{service.url}/account/end/")
    expect(provider.get_by_text("Eine Praxis hat außer Ihnen keinen Inhaber.")).to_be_visible()
    assert violations(provider) == []
    provider.get_by_role("link", name="Praxis schließen").last.click()
    expect(provider.get_by_role("heading", name="Praxis schließen")).to_be_visible()
    assert violations(provider) == []
