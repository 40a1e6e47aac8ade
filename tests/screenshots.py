"""Screenshots of the page's main states, on the shipped corpus, to be looked at.

Run from the repository's root: `PYTHONPATH=tests:. python tests/screenshots.py FOLDER`. Those that
the README shows are FOLDER's `answer-1440-light`, `glance-1440-light` and `evaluation-1440-dark`.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from page_driver import ask, turn_to
from page_real import real_desk
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ingest.embedding import SentenceTransformerEmbedder
from ui.application import Application, shipped_corpus
from ui.evaluating.figures import Choice
from ui.page.app import build_page
from ui.page.server import launch
from ui.settings import load_settings

CHROMIUM = "/usr/bin/chromium"
SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}


def empty(page: Page) -> None:
    page.locator(".example").first.wait_for(timeout=60_000)


def answer(page: Page) -> None:
    ask(page, "What did El Faro report about the gangs?")
    ask(page, "How many homicides did Costa Rica record in 2023?")
    page.locator(".exchange").last.locator(".marker").first.click()
    expect(page.locator("#reader .chosen").first).to_be_in_viewport()


def refusal(page: Page) -> None:
    ask(page, "What is the homicide rate in Panama?")


def summary(page: Page) -> None:
    ask(page, "Brief me on Chile")


def glance(page: Page) -> None:
    ask(page, "Who is Patricia Bullrich?")
    if page.viewport_size and page.viewport_size["width"] < 800:
        page.locator(".marker").first.click()
    page.locator("[data-page=glance]").click()
    page.locator(".glance").wait_for(timeout=60_000)


def documents(page: Page) -> None:
    turn_to(page, "Documents")
    page.locator(".documents li").first.wait_for()


def evaluation(page: Page) -> None:
    turn_to(page, "Evaluation")
    page.locator(".chart").wait_for(timeout=60_000)
    page.locator("#evaluation-runs").scroll_into_view_if_needed()


def settings(page: Page) -> None:
    turn_to(page, "Settings")
    page.locator(".findings").first.wait_for()


def chats(page: Page) -> None:
    answer(page)
    page.keyboard.press("Escape")
    page.locator("#new-chat").click()
    page.locator(".example").first.wait_for()
    toggle = page.locator(".chats-toggle")
    if page.viewport_size and page.viewport_size["width"] <= 1180:
        toggle.click()


STATES: tuple[Callable[[Page], None], ...] = (
    empty,
    answer,
    refusal,
    summary,
    glance,
    documents,
    evaluation,
    settings,
    chats,
)


def take(browser: Browser, address: str, folder: Path) -> None:
    """Take every state in every size, light and dark."""
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            for state in STATES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                page = context.new_page()
                page.goto(address)
                page.locator("#reader article").wait_for(state="attached")
                state(page)
                page.wait_for_timeout(400)
                page.screenshot(path=folder / f"{state.__name__}-{size}-{scheme}.png")
                context.close()


def main(folder: Path) -> None:
    """Serve a new home with the shipped corpus and one evaluation run, and take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    embedder = SentenceTransformerEmbedder()
    with tempfile.TemporaryDirectory() as home:
        application = Application(load_settings(home=Path(home)))
        application.ingest([shipped_corpus()])
        desk = real_desk(Path(home), embedder)
        if desk.evaluator is not None:
            desk.evaluator.start(Choice(split="tune"))
            desk.evaluator.wait()
        built = build_page(desk)
        address = launch(built, port=0, block=False)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            take(browser, address, folder)
            browser.close()
        built.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
