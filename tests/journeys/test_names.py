"""What people type into the one field."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import enter_waiting_room, open_room, plan
from tests.service import Service

pytestmark = pytest.mark.journey

REFUSED = {
    "": "Bitte geben Sie einen Namen ein.",
    "   ": "Bitte geben Sie einen Namen ein.",
    "Erika": "Bitte geben Sie Vor- und Nachnamen an.",
    "x" * 200: "Bitte kürzen Sie den Namen auf höchstens 80 Zeichen.",
    "Erika\u202eretsuM": "Der Name enthält unsichtbare Steuerzeichen.",
}
ACCEPTED = [
    "<script>alert(1)</script> Muster",
    "<img src=x onerror=alert(1)>",
    "مريم الأحمد",
    "Zoë Müller-Łukasz",
    "👩‍⚕️ Erika",
    "x" * 40 + " " + "y" * 39,
]


def test_a_name_that_cannot_be_shown_is_refused_at_the_field(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Namen")
    client = person()
    client.goto(planned.link)
    field = client.get_by_label("Vor- und Nachname")
    for name, sentence in REFUSED.items():
        field.fill(name)
        client.get_by_role("button", name="Warteraum betreten").click()
        expect(client.get_by_role("alert")).to_contain_text(sentence)
        expect(field).to_be_focused()
        expect(field).to_have_value(name)


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_name_of_any_script_arrives_as_it_was_typed(
    provider: Page, person: Callable[..., Page], service: Service, name: str
):
    planned = plan(provider, service, title="Alle Schriften")
    open_room(provider, planned)
    dialogs: list[str] = []
    provider.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    client = person()
    enter_waiting_room(client, planned.link, name)
    waiting = provider.get_by_role("region", name="Warteraum")
    expect(waiting.get_by_text(name, exact=True)).to_be_visible()
    assert dialogs == []
