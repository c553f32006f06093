"""A practice sets how it looks and what is usual; a client sees it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.steps import plan
from tests.service import Service

pytestmark = pytest.mark.journey

PAGES = ("", "look/", "presets/", "hours/", "trail/")
COLOUR_OF_BUTTON = "(button) => getComputedStyle(button).backgroundColor"
TEXT = "Bitte halten Sie Ihre Versichertenkarte bereit."


def test_a_client_sees_colour_logo_and_text_of_the_practice(
    provider: Page, person: Callable[..., Page], service: Service, tmp_path: Path
):
    settings = f"{service.url}/portal/practice"
    provider.goto(f"{settings}/look/")
    provider.get_by_label("Oder ihr Farbwert").fill("#c2185b")
    expect(provider.get_by_label("Farbe wählen")).to_have_value("#c2185b")
    provider.get_by_role("button", name="Speichern").click()
    expect(provider.get_by_text("zeigen wir diese Farbe dunkler")).to_be_visible()
    Image.new("RGBA", (900, 300), (20, 90, 160, 255)).save(tmp_path / "logo.png")
    provider.set_input_files("input[type=file]", tmp_path / "logo.png")
    provider.get_by_role("button", name="Logo hochladen").click()
    expect(provider.get_by_alt_text("Ihr Logo")).to_be_visible()

    provider.goto(f"{settings}/presets/")
    provider.get_by_label("Text für alle, die warten").fill(TEXT)
    provider.get_by_role("button", name="Speichern").click()
    expect(provider.get_by_text("Gespeichert.")).to_be_visible()
    provider.goto(f"{settings}/trail/")
    for step in ("Vorgaben geändert", "Logo geändert", "Farbe der Praxis geändert"):
        expect(provider.get_by_role("cell", name=step)).to_be_visible()

    planned = plan(provider, service, title="Mit Farbe")
    colours = set()
    for scheme in ("light", "dark"):
        client = person(color_scheme=scheme)
        client.goto(planned.link)
        expect(client.locator("img.logo")).to_have_js_property("naturalWidth", 640)
        enter = client.get_by_role("button", name="Warteraum betreten")
        colours.add(enter.evaluate(COLOUR_OF_BUTTON))
        client.get_by_label("Vor- und Nachname").fill("Erika")
        enter.click()
        expect(client.get_by_role("alert")).to_contain_text("Vor- und Nachnamen")
        assert violations(client) == []
        client.get_by_label("Vor- und Nachname").fill("Erika Muster")
        enter.click()
        expect(client.get_by_text(TEXT)).to_be_visible()
        assert violations(client) == []
    assert len(colours) == 2
    assert not colours & {"rgb(11, 83, 89)", "rgb(114, 205, 201)"}, "ours is not theirs"


def test_the_pages_of_the_practice_are_for_everybody(provider: Page, service: Service):
    for path in PAGES:
        for width, scheme in ((1280, "light"), (390, "dark"), (320, "light")):
            provider.set_viewport_size({"width": width, "height": 844})
            provider.emulate_media(color_scheme=scheme)
            provider.goto(f"{service.url}/portal/practice/{path}")
            assert violations(provider) == [], (path, width)
            assert provider.evaluate("document.documentElement.scrollWidth") <= width
