"""The chat page as `briefing serve` gives it: the real command, documents, model and browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(scope="module")
def address(library_home: Path) -> Iterator[str]:
    arguments = ["serve", "--port", "0", "--no-browser", "--home", str(library_home)]
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


def test_every_example_question_is_answered(library_home: Path) -> None:
    application = Application(load_settings(home=library_home))
    examples = examples_for(desk_of(application), Choice())
    assert len(set(examples)) == MOST_EXAMPLES
    for question in examples:
        assert application.assistant.answer(question).status == "answered"
