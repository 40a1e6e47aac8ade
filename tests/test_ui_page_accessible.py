"""What keeps people out of a page: axe-core finds nothing serious in any state."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_doubles import (
    ScriptedAssistant,
    cited,
    parsed,
    quoting,
    refusal,
    scripted_desk,
    suggesting,
)
from page_driver import ask, turn_to
from playwright.sync_api import Browser, Page

from assistant.answer import Status
from ingest.errors import StaleIndexError
from ui.page.app import build_page
from ui.page.server import launch

pytestmark = pytest.mark.browser

RIVER = parsed(
    "river",
    "Walls and meadows",
    "# Walls\n\nThe wall cost 48 million.\n\n# Meadows\n\nMeadows helped.\n",
)
WALL = cited(RIVER, "The wall cost 48 million.")
REWORDED = replace(quoting("", WALL), text="About 48 million. [1] And nobody says so.")
QUESTIONS = {
    "Short": replace(quoting("", WALL), text=f"48 million. [1] {WALL.quote} [1]"),
    "Reworded": REWORDED,
    "Partly": quoting("", WALL, status=Status.PARTIAL),
    "Refused": replace(refusal("", WALL), reason="the documents never mention Kelm"),
    "Failed": StaleIndexError("The index is stale. Build it again with: briefing ingest"),
}
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    page = build_page(
        scripted_desk(ScriptedAssistant(QUESTIONS), RIVER, insights=suggesting("Short"))
    )
    yield launch(page, port=0, block=False)
    page.close()


def nothing(_: Page) -> None:
    """Leave the page as it opens."""


def asked(page: Page) -> None:
    for question in QUESTIONS:
        ask(page, question)
    page.locator(".marker").first.click()


def judging(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Something is wrong").last.click()
    page.locator("#feedback").get_by_label("Make it an evaluation case").check()
    page.locator("#feedback").get_by_label("Words that a right answer holds").wait_for()


def keys(page: Page) -> None:
    page.keyboard.press("Escape")
    page.locator("body").press("?")


def view(name: str) -> Callable[[Page], None]:
    return lambda page: turn_to(page, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".example").wait_for()
    page.locator("#reader article").wait_for(state="attached")
    found = [
        (state.__name__, one["id"], one["nodes"][0]["html"])
        for state in (nothing, asked, judging, keys)
        for one in _violations(page, state)
    ]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    for name in ("Documents", "Settings"):
        found += [(name, one["id"], one["nodes"]) for one in _violations(page, view(name))]
    context.close()
    assert found == []


def _violations(page: Page, state: Callable[[Page], None]) -> list[dict]:
    state(page)
    found = Axe().run(page).response["violations"]
    return [one for one in found if one["impact"] in SERIOUS]
