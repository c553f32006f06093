"""Accessibility rules, checked by axe-core inside the page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """(rules) => axe.run({runOnly: rules}).then((found) => found.violations.map(
    (rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.join(' ')).join(', ')
))"""


def violations(page: Page) -> list[str]:
    """Each broken rule with the elements that break it; empty when all hold.

    The script comes in through the debugger and not through the page: the page's policy
    lets nothing foreign run, which is as it should be.
    """
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    session.detach()
    found: list[str] = page.evaluate(RUN, RULES)
    return found
