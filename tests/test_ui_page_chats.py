"""Chats in a real browser: kept, found, named, deleted, exported, and back after a restart."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import gradio
import pytest
from page_doubles import ScriptedAssistant, cited, parsed, quoting, scripted_desk, suggesting
from page_driver import ask, turn_to
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ui.feedback.drafts import Drafts
from ui.feedback.judgement import Reason
from ui.feedback.store import FeedbackStore
from ui.history.store import ConversationStore
from ui.page.app import build_page
from ui.page.server import launch

pytestmark = pytest.mark.browser

RIVER = parsed(
    "river",
    "Walls and meadows",
    "# Walls\n\nThe wall cost 48 million.\n\n# Meadows\n\nMeadows <b>helped</b> [x](y).\n",
)
CHANGED = parsed("river", "Walls and meadows", "# Walls\n\nThe wall cost 51 million.\n")
WALL = cited(RIVER, "The wall cost 48 million.")
MEADOW = cited(RIVER, "Meadows <b>helped</b> [x](y).")
ANSWERS = {"What cost?": quoting("", WALL), "What helped?": quoting("", MEADOW)}


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(tmp_path / "conversations")


def served(
    store: ConversationStore, *, document=RIVER, earlier=(), port: int = 0
) -> tuple[gradio.Blocks, str]:
    desk = scripted_desk(
        ScriptedAssistant(ANSWERS),
        document,
        earlier=earlier,
        chats=store,
        insights=suggesting("What cost?"),
    )
    page = build_page(desk)
    return page, launch(page, port=port, block=False)


@pytest.fixture
def address(store: ConversationStore) -> Iterator[str]:
    page, address = served(store)
    yield address
    page.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator(".example").wait_for()
    return page


def test_a_chat_survives_a_reload_with_its_citations(page: Page) -> None:
    ask(page, "What cost?")
    expect(page.locator(".chats li.open")).to_have_text("What cost?")
    assert parse_qs(urlsplit(page.url).query)["chat"]
    page.reload()
    expect(page.locator(".question")).to_have_text("What cost?")
    page.locator(".marker").first.click()
    expect(page.locator("#reader .chosen")).to_have_text(WALL.quote)
    ask(page, "What helped?")
    expect(page.locator(".question")).to_have_text(["What cost?", "What helped?"])


def test_a_quote_whose_document_has_changed_is_shown_and_not_linked(
    context: BrowserContext, store: ConversationStore
) -> None:
    server, address = served(store)
    page = context.new_page()
    page.goto(address)
    page.locator(".example").wait_for()
    ask(page, "What cost?")
    server.close()
    again, _ = served(store, document=CHANGED, port=urlsplit(address).port)
    page.reload()
    expect(page.locator(".question")).to_have_text("What cost?")
    expect(page.locator(".answer-text")).to_contain_text(WALL.quote)
    expect(page.locator(".exchange [data-doc]")).to_have_count(0)
    expect(page.locator(".source .where")).to_contain_text("no longer in the library")
    again.close()


def test_a_quote_of_an_earlier_version_opens_that_version(
    context: BrowserContext, store: ConversationStore
) -> None:
    server, address = served(store)
    page = context.new_page()
    page.goto(address)
    page.locator(".example").wait_for()
    ask(page, "What cost?")
    server.close()
    again, _ = served(store, document=CHANGED, earlier=(RIVER,), port=urlsplit(address).port)
    page.reload()
    expect(page.locator(".source .where")).to_contain_text("in an earlier version")
    page.locator(".marker").first.click()
    expect(page.locator("#reader .chosen")).to_have_text(WALL.quote)
    expect(page.locator("#reader .reader-notice")).to_contain_text("an earlier version")
    expect(page.locator("#reader .chooser option:checked")).to_have_text(
        "Walls and meadows (earlier version)"
    )
    page.reload()
    expect(page.locator("#reader .chosen")).to_have_text(WALL.quote)
    page.locator("#reader .chooser").select_option(label="Walls and meadows")
    expect(page.locator("#reader article")).to_contain_text("51 million")
    expect(page.locator("#reader .reader-notice")).to_have_count(0)
    again.close()


def test_chats_are_found_named_deleted_and_brought_back(page: Page) -> None:
    ask(page, "What cost?")
    page.locator("#new-chat").click()
    page.locator(".example").wait_for()
    ask(page, "What helped?")
    expect(page.locator(".chat")).to_have_text(["What helped?", "What cost?"])
    page.locator("#chat-search textarea").fill("48 million")
    expect(page.locator(".chat")).to_have_text(["What cost?"])
    page.locator("#chat-search textarea").fill("")
    expect(page.locator(".chat")).to_have_count(2)
    page.locator(".chats li").last.hover()
    page.get_by_role("button", name="Rename What cost?").click()
    page.get_by_label("Title of the chat").fill("<b>Walls</b>")
    page.get_by_label("Title of the chat").press("Enter")
    expect(page.locator(".chat").last).to_have_text("<b>Walls</b>")
    page.locator(".chats li").first.hover()
    page.get_by_role("button", name="Delete What helped?").click()
    expect(page.locator(".chat")).to_have_text(["<b>Walls</b>"])
    expect(page.locator(".exchange")).to_have_count(0)
    page.locator(".undo button").click()
    expect(page.locator(".chat")).to_have_count(2)
    page.locator(".chat", has_text="Walls").click()
    expect(page.locator(".question")).to_have_text("What cost?")


def test_all_chats_can_be_deleted_after_one_more_question(page: Page) -> None:
    ask(page, "What cost?")
    turn_to(page, "Settings")
    page.get_by_role("button", name="Delete all chats").click()
    page.get_by_role("button", name="Delete all", exact=True).click()
    expect(page.locator("#settings-chats")).to_contain_text("There are no chats")
    expect(page.locator(".chat")).to_have_count(0)


def test_another_browser_neither_lists_nor_opens_a_chat(page: Page, browser: Browser) -> None:
    ask(page, "What cost?")
    expect(page.locator(".chats li.open")).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.locator(".example")).to_be_visible()
    expect(other.locator(".chat")).to_have_count(0)
    expect(other.locator("#chats")).to_contain_text("No chats yet.")
    other.context.close()


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_an_export_holds_answer_and_footnote_literally(
    page: Page, tmp_path: Path, form: str
) -> None:
    ask(page, "What helped?")
    page.locator(".whole summary").click()
    with page.expect_download() as download:
        page.locator(f".menu[open] [data-format={form}]").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.suffix == f".{form}"
    if form == "docx":
        with zipfile.ZipFile(saved) as parts:
            text = parts.read("word/footnotes.xml").decode("utf-8")
    else:
        text = saved.read_text(encoding="utf-8")
    assert "helped" in text
    assert "Walls and meadows" in text
    assert "<b>helped" not in text


def test_an_answer_is_copied_with_its_footnotes(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "What cost?")
    page.get_by_role("button", name="Copy with footnotes").click()
    expect(page.locator(".toast")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{WALL.quote} [1]")
    assert f"“{WALL.quote}” Walls" in copied


def test_what_is_wrong_with_an_answer_is_kept_and_becomes_a_draft_of_a_case(
    context: BrowserContext, tmp_path: Path
) -> None:
    feedback, drafts = FeedbackStore(tmp_path / "feedback"), Drafts(tmp_path / "cases")
    desk = scripted_desk(
        ScriptedAssistant(ANSWERS),
        RIVER,
        insights=suggesting("What cost?"),
        feedback=feedback,
        drafts=drafts,
    )
    server = build_page(desk)
    page = context.new_page()
    page.goto(launch(server, port=0, block=False))
    page.locator(".example").click()
    page.get_by_role("button", name="Something is wrong").click()
    form = page.locator("#feedback")
    expect(form).to_contain_text("About the answer to “What cost?”")
    form.get_by_label("Something is missing").check()
    form.get_by_label("Make it an evaluation case").check()
    form.get_by_label("Words that a right answer holds").fill("48 million")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    (thumb, whole) = feedback.judgements()
    assert (thumb.liked, thumb.reason) == (False, None)
    assert whole.reason is Reason.INCOMPLETE
    (case,) = drafts.waiting().cases
    assert (case.question, case.answers) == ("What cost?", (("48 million",),))
    page.reload()
    pressed = page.get_by_role("button", name="Something is wrong")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    server.close()


def test_the_chats_are_a_drawer_in_a_narrow_window_and_can_be_closed_in_a_wide_one(
    page: Page,
) -> None:
    ask(page, "What cost?")
    pane = page.locator("#chats-pane")
    page.get_by_role("button", name="Chats", exact=True).click()
    expect(pane).to_be_hidden()
    page.get_by_role("button", name="Chats", exact=True).click()
    expect(pane).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(pane).to_be_hidden()
    page.get_by_role("button", name="Chats", exact=True).click()
    page.locator(".chat").click()
    expect(pane).to_be_hidden()
    expect(page.locator(".question")).to_have_text("What cost?")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
