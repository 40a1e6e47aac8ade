"""The chat page as `briefing serve` gives it: the real command, documents, model and browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from page_driver import ask
from playwright.sync_api import Browser, Page, expect

from ingest.library import Library
from ui.application import Application
from ui.page.choice import Choice
from ui.page.suggesting import MOST_EXAMPLES, examples_for
from ui.serving import desk_of
from ui.settings import load_settings

pytestmark = pytest.mark.browser

COMMAND = "import sys; from ui.cli import main; sys.argv = ['briefing', *sys.argv[1:]]; main()"
QUESTION = "How many homicides did Costa Rica record in 2023?"


@contextmanager
def started(home: Path, port: int = 0) -> Iterator[str]:
    arguments = ["serve", "--port", str(port), "--no-browser", "--home", str(home)]
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as server:
        assert server.stdout is not None
        announced = next((line for line in server.stdout if "Briefing is at" in line), "")
        found = re.search(r"http://[^ ]+", announced)
        assert found, "the server ended without saying where it is"
        yield found.group()
        server.terminate()


@pytest.fixture(scope="module")
def address(library_home: Path) -> Iterator[str]:
    with started(library_home) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.locator("#reader article").wait_for(state="attached")
    yield page
    context.close()


def test_a_real_answer_opens_at_the_sentence_that_it_cites(page: Page, library: Library) -> None:
    ask(page, QUESTION)
    marker = page.locator("#conversation .marker").first
    marker.click()
    lit = page.locator("#reader .sentence.chosen")
    expect(lit.first).to_be_visible()
    text = library.document("mano-dura").document.text
    assert "907 homicides" in lit.first.inner_text()
    assert lit.first.inner_text() in text


def test_a_follow_up_is_understood_from_the_conversation(page: Page) -> None:
    ask(page, "Which prison did Castro announce?")
    ask(page, "And in Ecuador?")
    expect(page.locator("#conversation")).to_contain_text("Searched for")


def test_a_question_that_the_brief_does_not_answer_is_refused(page: Page) -> None:
    ask(page, "What is the homicide rate in Panama?")
    expect(page.locator("#conversation")).to_contain_text("do not answer this question")
    expect(page.locator("#conversation .marker")).to_have_count(0)


def test_a_row_at_a_glance_opens_its_sentence(page: Page, library: Library) -> None:
    page.locator("[data-page=glance]").click()
    row = page.locator(".figures .glance-row", has_text="907").first
    row.click(timeout=60_000)
    lit = page.locator("#reader .sentence.chosen").first
    expect(lit).to_be_in_viewport()
    start = int(row.get_attribute("data-start") or -1)
    text = library.document("mano-dura").document.text
    assert text[start:].startswith(lit.inner_text())
    assert "907" in lit.inner_text()


def test_a_chat_outlives_the_server_and_the_open_page_finds_it_again(
    browser: Browser, filled_home: Path
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    with started(filled_home) as address:
        page.goto(address)
        page.locator("#reader article").wait_for()
        ask(page, QUESTION)
        # The page must have felt the server once to notice that it is gone.
        page.wait_for_timeout(4_500)
    expect(page.locator(".offline-note")).to_be_visible(timeout=10_000)
    with started(filled_home, urlsplit(address).port):
        page.wait_for_event("load", timeout=20_000)
        expect(page.locator(".question")).to_have_text(QUESTION)
        expect(page.locator(".offline-note")).to_be_hidden()
        page.locator(".marker").first.click()
        expect(page.locator("#reader .chosen")).to_contain_text("907 homicides")
    context.close()


def test_every_example_question_is_answered(library_home: Path) -> None:
    application = Application(load_settings(home=library_home))
    examples = examples_for(desk_of(application), Choice())
    assert len(set(examples)) == MOST_EXAMPLES
    for question in examples:
        assert application.assistant.answer(question).status == "answered"
