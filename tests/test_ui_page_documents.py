"""The view of the documents in a real browser, on a real shelf."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from formats_rendering import to_docx, to_html, to_pdf
from page_driver import ask, turn_to
from page_real import real_desk
from playwright.sync_api import Browser, Page, expect
from web_server import article, served

from ingest.collecting import put_into
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import ingest
from ingest.web import fetching
from ui.page.app import build_page
from ui.page.server import launch

pytestmark = pytest.mark.browser

BREAD = "# Bread in Kelm\n\nThe bakery of Kelm sold 4,200 loaves in 2023.\n"
RYE = "Rye in Kelm\n\nThe mill of Kelm ground 31 tonnes of rye in 2022.\n"
HOSTILE = "# <script>alert(1)</script>\n\nThe mayor said <img src=x onerror=alert(2)> twice.\n"


@pytest.fixture(scope="module")
def shelf_home(library_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shelf") / "home"
    shutil.copytree(library_home, home)
    return home


@pytest.fixture(scope="module")
def address(shelf_home: Path, embedder: SentenceTransformerEmbedder) -> Iterator[str]:
    page = build_page(real_desk(shelf_home, embedder))
    yield launch(page, port=0, block=False)
    page.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.locator("#reader article").wait_for()
    turn_to(page, "Documents")
    yield page
    context.close()


def files(folder: Path, **contents: str) -> list[str]:
    """Write files named by the keywords, with `_` for the dot, and return their paths."""
    for name, content in contents.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return [str(folder / name.replace("_", ".")) for name in contents]


def test_several_files_are_added_at_once_with_a_result_each(page: Page, tmp_path: Path) -> None:
    page.locator("#upload input").set_input_files(
        files(tmp_path, bread_md=BREAD, rye_txt=RYE, copy_md=BREAD, empty_md="", odd_md=HOSTILE)
    )
    results = page.locator(".results li")
    expect(results).to_have_count(5, timeout=60_000)
    expect(results.nth(0)).to_contain_text("Added bread.md “Bread in Kelm”, 1 passage")
    expect(results.nth(1)).to_contain_text("Added rye.txt “Rye in Kelm”, 1 passage")
    expect(results.nth(2)).to_contain_text("Already there copy.md")
    expect(results.nth(3)).to_contain_text("Skipped empty.md")
    expect(page.locator(".documents li")).to_have_count(4)
    expect(page.locator("#masthead .loaded")).to_have_text("4 documents")
    assert page.locator(":is(#documents, #documents-note) :is(script, img)").count() == 0


def test_a_question_is_answered_from_the_documents_that_are_ticked(page: Page) -> None:
    page.get_by_label("Use Copying Bukele", exact=False).uncheck()
    page.get_by_label("Use Rye in Kelm").uncheck()
    expect(page.locator(".in-use")).to_have_text("This chat uses 2 of 4 documents.")
    expect(page.locator("#masthead .loaded")).to_have_text("2 of 4 documents")
    turn_to(page, "Ask")
    ask(page, "How many tonnes of rye did the mill grind in 2022?")
    expect(page.locator('.exchange[data-state="abstained"]')).to_have_count(1)
    ask(page, "How many loaves did the bakery of Kelm sell in 2023?")
    expect(page.locator(".exchange").last).to_contain_text("4,200")
    page.locator(".exchange").last.locator(".marker").first.click()
    expect(page.locator("#reader .chosen")).to_have_text(
        "The bakery of Kelm sold 4,200 loaves in 2023."
    )


def test_a_document_is_found_opened_removed_and_brought_back(page: Page) -> None:
    page.locator("#document-search input, #document-search textarea").fill("rye")
    expect(page.locator(".documents li")).to_have_count(1)
    page.locator(".document-row").click()
    expect(page.locator("#reader article")).to_contain_text("31 tonnes of rye")
    page.get_by_role("button", name="Remove Rye in Kelm").click()
    expect(page.locator("#documents-note")).to_contain_text("Removed “Rye in Kelm”")
    expect(page.locator(".documents-empty")).to_contain_text("No title or file has “rye”")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".documents li")).to_contain_text("Rye in Kelm")
    page.locator("#document-search input, #document-search textarea").fill("zebra")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".documents li")).to_have_count(4)


def test_every_format_is_added_asked_and_opened_at_its_sentence(page: Page, tmp_path: Path) -> None:
    for name, render, town in (
        ("oslo.pdf", to_pdf, "Oslo"),
        ("turku.docx", to_docx, "Turku"),
        ("malmo.html", to_html, "Malmo"),
    ):
        text = (
            f"# Trams of {town}\n\nThe council of {town} decided on trams after a long debate.\n\n"
            f"The trams of {town} carried 81,500 passengers in the year 2021.\n"
        )
        (tmp_path / name).write_bytes(render(text))
    page.locator("#upload input").set_input_files([str(one) for one in sorted(tmp_path.iterdir())])
    results = page.locator(".results li")
    expect(results).to_have_count(3, timeout=60_000)
    for result in results.all():
        expect(result).to_have_attribute("data-outcome", "added")
    turn_to(page, "Ask")
    for town in ("Oslo", "Turku", "Malmo"):
        ask(page, f"How many passengers did the trams of {town} carry in 2021?")
        answered = page.locator(".exchange").last
        expect(answered).to_contain_text("81,500")
        answered.locator(".marker").first.click()
        expect(page.locator("#reader .chosen")).to_contain_text(f"The trams of {town} carried")
    expect(page.locator(".exchange").nth(0).locator(".where").first).to_contain_text("p. 1")


def test_a_web_address_is_added_and_one_that_fails_is_kept_to_be_mended(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "public_address", lambda host, port, **_: "127.0.0.1")
    with served() as site:
        site.pages["/kelm-pier"] = article("The pier of Kelm", more="The pier took 53 boats.")
        field = page.locator("#web-address input, #web-address textarea")
        field.fill(f"{site.url}/nothing")
        field.press("Enter")
        expect(page.locator(".results li")).to_have_attribute("data-outcome", "skipped")
        expect(page.locator(".results li")).to_contain_text("404 Not Found")
        expect(field).to_have_value(f"{site.url}/nothing")
        field.fill(f"{site.url}/kelm-pier")
        field.press("Enter")
        expect(page.locator(".results li")).to_have_attribute("data-outcome", "added")
        expect(field).to_have_value("")
        expect(page.locator(".documents")).to_contain_text("The pier of Kelm")
    turn_to(page, "Ask")
    ask(page, "How many boats did the pier of Kelm take?")
    expect(page.locator(".exchange").last).to_contain_text("53")


def test_a_chat_uses_the_documents_of_a_collection(
    page: Page, shelf_home: Path, embedder: SentenceTransformerEmbedder, tmp_path: Path
) -> None:
    for town, count in (("Bergen", "12,300"), ("Narvik", "7,100")):
        (tmp_path / f"{town}.md").write_text(
            f"# Boats of {town}\n\nThe boats of the northern coast carried {count} people in 2019."
        )
    paths = [tmp_path / "Bergen.md", tmp_path / "Narvik.md"]
    index = {"folder": shelf_home / "index", "embedder": embedder}
    ingest(paths, **index)
    put_into("Fjords", ["bergen"], **index)
    turn_to(page, "Ask")
    turn_to(page, "Documents")
    chip = page.locator(".chip", has_text="Fjords")
    expect(page.locator(".documents li", has_text="Boats of Bergen")).to_contain_text("in Fjords")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".documents input:checked")).to_have_count(1)
    turn_to(page, "Ask")
    ask(page, "How many people did the boats of the northern coast carry in 2019?")
    expect(page.locator(".exchange").last).to_contain_text("12,300")
    expect(page.locator(".exchange").last).not_to_contain_text("7,100")
    turn_to(page, "Documents")
    page.get_by_role("button", name="All documents").click()
    expect(page.locator(".documents input:not(:checked)")).to_have_count(0)
