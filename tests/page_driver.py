"""Asking on the page as a person does who looks before typing on."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

# Enter does nothing while an answer is being written, and what was typed stays; a person presses
# it again.
PRESSES = 10
PATIENCE_MS = 1_500

LOOKS, LOOK_MS = 300, 100


def ask(page: Page, question: str) -> None:
    """Ask a question and wait until it is answered."""
    box, exchanges = page.locator("#question textarea"), page.locator(".exchange")
    before = exchanges.count()
    box.fill(question)
    for _ in range(PRESSES):
        box.press("Enter")
        try:
            expect(exchanges).to_have_count(before + 1, timeout=PATIENCE_MS)
            break
        except AssertionError:
            continue
    expect(exchanges).to_have_count(before + 1)
    expect(page.locator('.exchange[aria-busy="true"]')).to_have_count(0)
    expect(page.locator("#ask")).to_be_visible()


def turn_to(page: Page, view: str) -> None:
    """Show a view of the left pane."""
    page.get_by_role("tab", name=view).click()
    expect(page.get_by_role("tab", name=view)).to_have_attribute("aria-selected", "true")


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait for something that does not show on the page."""
    for _ in range(LOOKS):
        if is_so():
            return
        page.wait_for_timeout(LOOK_MS)
    raise AssertionError("it never came to be so")
