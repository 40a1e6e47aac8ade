"""The real page in a real browser, on a scripted assistant."""

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from page_doubles import (
    REFUSAL,
    ScriptedAssistant,
    cited,
    parsed,
    quoting,
    refusal,
    scripted_desk,
    suggesting,
)
from page_driver import ask, until
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.retrieval import READ_DEPTH
from ingest.errors import BriefingError, StaleIndexError
from ui.insights import Insights
from ui.page.app import build_page
from ui.page.masthead_view import QUOTING
from ui.page.server import launch

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [a](https://x.test) ${alert(3)} {{y}}"
)
RIVER = parsed(
    "river",
    "Walls and meadows",
    "# Walls\n\nThe wall cost 48 million crowns.\nIt was raised in 2017.\n\n"
    + "\n\n".join(f"Paragraph {n} fills the page.\nIt says nothing else." for n in range(60))
    + "\n\n# Meadows\n\nMeadows lowered the flood by 22 centimetres.\n",
)
HARBOUR = parsed(
    "harbour", f"Harbour {HOSTILE}", f"# {HOSTILE}\n\nDredging costs rose.\n{HOSTILE}\n"
)
COST = cited(RIVER, "The wall cost 48 million crowns.", 1)
MEADOW = cited(RIVER, "Meadows lowered the flood by 22 centimetres.", 2)
DREDGING = cited(HARBOUR, "Dredging costs rose.", 3)
ATTACK = cited(HARBOUR, HOSTILE, 1)
EXAMPLE = "What did the walls cost?"


@pytest.fixture(scope="module")
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant(
        {
            EXAMPLE: quoting(EXAMPLE, COST, MEADOW, DREDGING),
            "And in Kelm?": replace(
                quoting("", MEADOW), standalone_question="What did the meadows do in Kelm?"
            ),
            "Who is mayor?": refusal("", MEADOW, DREDGING),
            "Slowly": quoting("", COST, MEADOW),
            "Attack": quoting("", ATTACK),
            HOSTILE: refusal(HOSTILE, ATTACK),
            "Stale": StaleIndexError("The index is stale. Build it again with: briefing ingest"),
            "Bug": ZeroDivisionError("a bug"),
        },
        gates={"Slowly": threading.Event()},
    )


@pytest.fixture(scope="module")
def address(assistant: ScriptedAssistant) -> Iterator[str]:
    desk = scripted_desk(
        assistant, RIVER, HARBOUR, insights=suggesting(EXAMPLE), model_name=QUOTING
    )
    page = build_page(desk)
    announced: list[str] = []
    yield launch(page, port=0, block=False, announce=announced.append)
    assert len(announced) == 1
    page.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return opened(context, address)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator(".example").wait_for()
    page.locator("#reader article").wait_for(state="attached")
    return page


def chosen(page: Page) -> str:
    return page.locator("#reader .sentence.chosen").inner_text()


def test_clicking_a_marker_lights_exactly_the_quote_in_its_document(page: Page):
    ask(page, EXAMPLE)
    for number, citation in enumerate((COST, MEADOW, DREDGING), start=1):
        page.locator(".marker", has_text=str(number)).click()
        expect(page.locator("article.document")).to_have_attribute("data-doc-id", citation.doc_id)
        expect(page.locator("#reader .chosen")).to_have_text(citation.quote)
        expect(page.locator("#reader .chosen")).to_be_in_viewport()
    page.locator(".source").first.click()
    expect(page.locator("#reader .chosen")).to_have_text(COST.quote)
    assert page.locator("#reader .lit").all_text_contents() == [COST.quote, MEADOW.quote]
    expect(page.locator(".badge")).to_have_text("Quoted")


def test_an_answer_is_shown_while_it_is_written_and_can_be_stopped(
    page: Page, assistant: ScriptedAssistant
):
    page.locator("#question textarea").fill("Slowly")
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".answer-text")).to_have_text(re.compile("^The"))
    expect(page.locator("#question textarea")).to_have_value("")
    page.locator("#question textarea").fill("typed meanwhile")
    page.locator("#stop").click()
    expect(page.locator('.exchange[data-state="stopped"]')).to_be_visible()
    # The stopped answer still hangs in its model: the next one does not wait for it.
    ask(page, EXAMPLE)
    assistant.gates["Slowly"].set()
    assert page.locator(".exchange").count() == 2
    expect(page.locator('.exchange[data-state="stopped"]')).to_have_count(1)
    assert assistant.asked[-1] == (EXAMPLE, ())


def test_everything_can_be_done_from_the_keyboard(page: Page):
    page.locator(".example").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".marker")).to_have_count(3)
    page.locator(".badge").focus()
    expect(page.locator(".explanation")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("1")
    expect(page.locator(".peek .quote")).to_have_text(COST.quote)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#reader .chosen")).to_have_text(MEADOW.quote)
    page.keyboard.press("[")
    expect(page.locator("#reader .chosen")).to_have_text(COST.quote)
    page.keyboard.press("]")
    page.keyboard.press("]")
    expect(page.locator("#reader .chosen")).to_have_text(DREDGING.quote)
    expect(page.locator(".step-count")).to_have_text("3 of 3")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#question textarea")).to_be_focused()
    expect(page.locator("#question textarea")).to_have_value("")


def test_the_selection_is_an_address_that_opens_at_the_sentence(
    page: Page, context: BrowserContext, address: str
):
    ask(page, EXAMPLE)
    page.locator(".marker").last.click()
    expect(page.locator("#reader .chosen")).to_have_text(DREDGING.quote)
    assert f"doc=harbour&at={DREDGING.start}-{DREDGING.end}" in page.url
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".steps [data-copy-link]").click()
    expect(page.locator(".toast")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = opened(context, link)
    expect(other.locator("#reader .chosen")).to_have_text(DREDGING.quote)
    expect(other.locator("#reader .chosen")).to_be_in_viewport()


def test_an_address_that_names_nothing_we_have_is_told_so(context: BrowserContext, address: str):
    page = context.new_page()
    page.goto(f"{address}?doc=<script>alert(1)</script>&at=1-x&chat=none")
    expect(page.locator(".reader-message")).to_contain_text("no document '<script>alert(1)")


def test_an_edited_question_is_asked_in_the_place_of_the_old_one(
    page: Page, assistant: ScriptedAssistant
):
    ask(page, EXAMPLE)
    ask(page, "Who is mayor?")
    page.locator(".exchange").first.get_by_role("button", name="Edit this question").click()
    expect(page.locator("#question textarea")).to_have_value(EXAMPLE)
    expect(page.locator("#editing")).to_contain_text("replaces this answer and the one after it")
    page.locator("#editing").get_by_role("button", name="Cancel").click()
    expect(page.locator("#question textarea")).to_have_value("")
    page.locator(".exchange").first.get_by_role("button", name="Edit this question").click()
    # Typed only once the question is in the box, which would be put over it.
    expect(page.locator("#question textarea")).to_have_value(EXAMPLE)
    page.locator("#question textarea").fill("Attack")
    page.locator("#ask").click()
    expect(page.locator(".question")).to_have_text(["Attack"])
    expect(page.locator('.exchange[aria-busy="true"]')).to_have_count(0)
    assert assistant.asked[-1] == ("Attack", ())


def test_the_last_question_can_be_answered_again(page: Page, assistant: ScriptedAssistant):
    ask(page, EXAMPLE)
    before = len(assistant.asked)
    page.get_by_role("button", name="Answer again").click()
    # The page looks the same before and after: only the assistant knows that it was asked anew.
    until(page, lambda: len(assistant.asked) > before)
    expect(page.locator('.exchange[data-state="answered"]')).to_have_count(1)
    expect(page.locator(".exchange")).to_have_count(1)
    assert assistant.asked[before:] == [(EXAMPLE, ())]


def test_a_question_asked_while_examples_are_made_does_not_give_way_to_them(
    context: BrowserContext,
):
    made = threading.Event()

    def insights(doc_id: str) -> Insights:
        made.wait(30)
        return suggesting("Later?")(doc_id)

    assistant = ScriptedAssistant({EXAMPLE: quoting(EXAMPLE, COST)})
    built = build_page(scripted_desk(assistant, RIVER, insights=insights))
    page = context.new_page()
    page.goto(launch(built, port=0, block=False, announce=lambda _: None))
    page.locator("#reader article").wait_for(state="attached")
    ask(page, EXAMPLE)
    made.set()
    # Time enough for examples to appear, were they to.
    page.wait_for_timeout(1_500)
    expect(page.locator(".exchange")).to_have_count(1)
    assert page.locator(".example").count() == 0
    built.close()


def test_a_refusal_looks_like_one_and_its_nearest_passages_open(page: Page):
    ask(page, "Who is mayor?")
    expect(page.locator('.exchange[data-state="abstained"]')).to_contain_text(REFUSAL)
    expect(page.locator(".badge")).to_have_text("Not in the documents")
    assert page.locator(".marker").count() == 0
    page.locator(".nearest .source").nth(0).click()
    expect(page.locator("#reader .chosen")).to_have_text(MEADOW.quote)


def test_how_a_follow_up_was_understood_is_shown(page: Page):
    ask(page, EXAMPLE)
    assert page.locator(".understood").count() == 0
    ask(page, "And in Kelm?")
    expect(page.locator(".understood")).to_have_text(
        "Searched for: What did the meadows do in Kelm?"
    )


@pytest.mark.parametrize(
    ("question", "message"),
    [("Stale", "Build it again with: briefing ingest"), ("Bug", "terminal")],
)
def test_a_problem_is_said_plainly_and_the_next_question_is_answered(
    page: Page, question: str, message: str
):
    ask(page, question)
    expect(page.get_by_role("alert")).to_contain_text(message)
    ask(page, EXAMPLE)
    expect(page.locator(".exchange").last.locator(".badge")).to_have_text("Quoted")


def test_text_of_users_and_documents_is_shown_literally(page: Page):
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    ask(page, HOSTILE)
    ask(page, "Attack")
    page.locator(".marker").click()
    expect(page.locator("#reader .chosen")).to_have_text(HOSTILE)
    expect(page.locator(".exchange").first.locator(".question")).to_have_text(HOSTILE)
    expect(page.locator(".answer-text").last).to_contain_text(HOSTILE)
    assert page.locator(":is(#conversation, #reader) :is(script, img, a)").count() == 0
    assert dialogs == []


def test_nothing_is_asked_of_another_host(context: BrowserContext, address: str):
    foreign: list[str] = []

    def guard(route, request):
        if urlsplit(request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            foreign.append(request.url)
            route.abort()

    context.route("**/*", guard)
    page = opened(context, address)
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    ask(page, EXAMPLE)
    page.locator(".marker").last.click()
    expect(page.locator("#reader .chosen")).to_have_text(DREDGING.quote)
    expect(page.locator(".privacy")).to_have_text("Nothing leaves this machine")
    assert foreign == []
    assert refused == []


def test_the_browser_itself_refuses_other_hosts(page: Page):
    refused = page.evaluate("fetch('https://example.org/').then(() => false, () => true)")
    assert refused
    assert "default-src 'self'" in page.locator(
        'meta[http-equiv="Content-Security-Policy"]'
    ).get_attribute("content")


def test_on_a_phone_the_source_is_a_sheet_that_closes(context: BrowserContext, address: str):
    page = opened(context, address)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#reader-pane")).not_to_be_visible()
    ask(page, EXAMPLE)
    for close in (
        lambda: page.locator(".close-reader").click(),
        lambda: page.keyboard.press("Escape"),
    ):
        page.locator(".marker").nth(1).click()
        expect(page.get_by_role("dialog", name="Source")).to_be_visible()
        expect(page.locator("#reader .chosen")).to_be_in_viewport()
        assert chosen(page) == MEADOW.quote
        expect(page.locator(".close-reader")).to_be_focused()
        close()
        expect(page.locator("#reader-pane")).not_to_be_visible()
        expect(page.locator(".marker").nth(1)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_two_sessions_see_only_their_own_conversations(
    browser: Browser, page: Page, address: str, assistant: ScriptedAssistant
):
    other_context = browser.new_context()
    other = opened(other_context, address)
    ask(page, EXAMPLE)
    ask(other, "Who is mayor?")
    assert assistant.asked[-1] == ("Who is mayor?", ())
    ask(page, "And in Kelm?")
    assert page.locator(".question").all_inner_texts() == [EXAMPLE, "And in Kelm?"]
    assert other.locator(".question").all_inner_texts() == ["Who is mayor?"]
    other_context.close()


def test_a_new_chat_forgets_the_old_one(page: Page, assistant: ScriptedAssistant):
    ask(page, EXAMPLE)
    page.locator(".marker").first.click()
    page.locator("#new-chat").click()
    expect(page.locator(".example")).to_be_visible()
    expect(page.locator("#reader .chosen")).to_have_count(0)
    ask(page, "And in Kelm?")
    assert assistant.asked[-1] == ("And in Kelm?", ())


def test_a_new_chat_ends_an_answer_that_is_being_written(page: Page, assistant: ScriptedAssistant):
    assistant.gates["Slowly"].clear()
    page.locator("#question textarea").fill("Slowly")
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".answer-text")).to_be_visible()
    page.locator("#new-chat").click()
    expect(page.locator(".example")).to_be_visible()
    assistant.gates["Slowly"].set()
    ask(page, EXAMPLE)
    assert page.locator(".question").all_inner_texts() == [EXAMPLE]


def test_another_document_can_be_chosen_to_read(page: Page):
    page.get_by_label("Document shown").select_option("harbour")
    expect(page.locator("article.document")).to_have_attribute("data-doc-id", "harbour")
    ask(page, EXAMPLE)
    page.locator(".marker").first.click()
    expect(page.locator("#reader .chosen")).to_have_text(COST.quote)
    expect(page.get_by_label("Document shown")).to_have_value("river")


def test_how_many_passages_are_read_can_be_set_for_a_session(
    page: Page, assistant: ScriptedAssistant
):
    page.get_by_role("tab", name="Settings").click()
    depth, shown = (page.locator(f"#depth input[type={kind}]") for kind in ("range", "number"))
    # What is set while the tab is still being drawn is lost: it is set until it stays.
    for _ in range(50):
        depth.fill(str(READ_DEPTH + 2))
        page.wait_for_timeout(1_000)
        if shown.input_value() == str(READ_DEPTH + 2):
            break
    with page.expect_response(re.compile("/queue/join")):
        depth.dispatch_event("pointerup")
    page.get_by_role("tab", name="Ask").click()
    ask(page, EXAMPLE)
    assert assistant.depths[-1] == READ_DEPTH + 2


def test_a_port_in_use_is_named_with_the_flag_that_changes_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        page = build_page(scripted_desk(ScriptedAssistant({})))
        with pytest.raises(BriefingError, match=rf"Port {port} .*--port"):
            launch(page, port=port, block=False)


def test_an_address_that_is_not_this_machine_is_named_with_its_flag():
    page = build_page(scripted_desk(ScriptedAssistant({})))
    with pytest.raises(BriefingError, match=r"192\.0\.2\.1 .*--"):
        launch(page, host="192.0.2.1", port=0, block=False)
