"""The view of the evaluation in a real browser, on real cases about the shipped corpus."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_driver import ask, turn_to
from page_real import real_desk
from playwright.sync_api import Browser, Page, expect

from ingest.embedding import SentenceTransformerEmbedder
from ui.page.app import build_page
from ui.page.server import launch

pytestmark = pytest.mark.browser

# A few questions are asked for real: a run takes seconds.
PATIENCE_MS = 90_000


@pytest.fixture(scope="module")
def address(
    library_home: Path,
    embedder: SentenceTransformerEmbedder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("evaluated") / "home"
    shutil.copytree(library_home, home)
    page = build_page(real_desk(home, embedder))
    yield launch(page, port=0, block=False)
    page.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.locator("#reader article").wait_for()
    yield page
    context.close()


def test_a_run_shows_its_progress_its_chart_and_each_failure_with_its_source(page: Page) -> None:
    turn_to(page, "Evaluation")
    expect(page.locator(".runs-empty")).to_be_visible()
    page.get_by_label("Types").click()
    page.get_by_role("option", name="summary").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Run the evaluation").click()
    expect(page.locator("#evaluation-state progress")).to_be_visible()
    expect(page.locator(".runs tbody tr")).to_have_count(1, timeout=PATIENCE_MS)
    expect(page.locator(".chart tbody tr")).to_have_count(1)
    expect(page.locator(".chart")).to_contain_text("summary")
    failure = page.locator(".failure").first
    failure.locator("summary").click()
    expect(failure).to_contain_text("Expected")
    quote = failure.locator("button.source .quote").first
    quote.click()
    expect(page.locator("#reader .chosen").first).to_be_in_viewport()
    assert page.locator("#reader .chosen").first.inner_text() in quote.inner_text()


def test_two_runs_are_compared(page: Page) -> None:
    turn_to(page, "Evaluation")
    expect(page.locator(".runs tbody tr")).to_have_count(1)
    page.get_by_label("Types").click()
    page.get_by_role("option", name="summary").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Run the evaluation").click()
    expect(page.locator(".runs tbody tr")).to_have_count(2, timeout=PATIENCE_MS)
    page.get_by_label("Compare with").click()
    page.get_by_role("option").last.click()
    expect(page.locator(".comparison")).to_contain_text("within noise")


def test_a_proposed_case_is_accepted_by_a_person_before_it_can_be_run(page: Page) -> None:
    ask(page, "How many homicides did Costa Rica record in 2023?")
    page.get_by_role("button", name="Something is wrong").click()
    form = page.locator("#feedback")
    form.get_by_label("Make it an evaluation case").check()
    form.get_by_label("Words that a right answer holds").fill("907")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    turn_to(page, "Evaluation")
    expect(page.locator(".draft-question")).to_have_text(
        "How many homicides did Costa Rica record in 2023?"
    )
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".drafts")).to_have_count(0)
    page.get_by_label("Your reviewed cases").check()
    page.get_by_role("button", name="Run the evaluation").click()
    expect(page.locator(".runs tbody tr").first).to_contain_text("reviewed", timeout=PATIENCE_MS)
