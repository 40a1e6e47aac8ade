"""An answer that a chat model wrote, on the page and in exports."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from page_doubles import ScriptedAssistant, cited, parsed, quoting, scripted_desk
from page_driver import ask, turn_to
from playwright.sync_api import Browser, Page, expect

from assistant.answer import Account, Answer, Check, Usage, Verdict
from ui.export.sheet import sheet_of
from ui.history.form import from_json, to_json
from ui.page.account_view import account_html, total_html
from ui.page.answer_text import Confidence, Standing, confidence_of, note_of, statements_of
from ui.page.app import build_page
from ui.page.conversation import Conversation, Exchange, Progress
from ui.page.server import launch
from ui.page.settings_view import settings_html

RIVER = parsed("river", "Walls", "# Walls\n\nThe wall cost 48 million.\nIt was raised in 2017.\n")
COST = cited(RIVER, "The wall cost 48 million.", 1)
RAISED = cited(RIVER, "It was raised in 2017.", 2)
QUESTION = "What did the wall cost?"
HOSTILE = "<img src=x onerror=alert(1)>"
SENTENCES = (
    ("Building the wall cost 48 million.", " [1]", Verdict.SUPPORTED, ""),
    ("It cost 84 million.", "", Verdict.CONTRADICTED, "says “84”, the source says “48”"),
    (f"It will stand {HOSTILE}.", "", Verdict.UNSUPPORTED, "cites no source"),
    ("It was raised in 2017.", " [2]", Verdict.PARTLY, f"leaves out {HOSTILE}"),
)


def by_model() -> Answer:
    text, checks = "", []
    for sentence, markers, verdict, reason in SENTENCES:
        start = len(text) + (1 if text else 0)
        checks.append(Check(start, start + len(sentence), verdict, reason))
        text += f"{' ' if text else ''}{sentence}{markers}"
    account = Account(
        f"What {HOSTILE} was written", Usage(1200, 80, 2.0, 0.0014), ("[9]",), ("It broke off.",)
    )
    return replace(
        quoting(QUESTION, COST, RAISED),
        text=text,
        checks=tuple(checks),
        account=account,
        model_name="openai:scripted",
    )


def test_each_sentence_stands_as_its_check_says() -> None:
    statements = [one for one in statements_of(by_model()) if one.text.strip()]
    assert [(one.text, one.numbers, one.standing) for one in statements] == [
        (SENTENCES[0][0], (1,), Standing.CITED),
        (SENTENCES[1][0], (), Standing.CONTRADICTED),
        (SENTENCES[2][0], (), Standing.UNSUPPORTED),
        (SENTENCES[3][0], (2,), Standing.PARTLY),
    ]
    assert note_of(statements[1]) == "Contradicted: says “84”, the source says “48”."
    assert note_of(statements[0]) == ""


def test_the_word_for_the_whole_answer_is_that_of_its_worst_sentence() -> None:
    answer = by_model()
    assert confidence_of(answer) is Confidence.PARTLY
    first = answer.checks[0]
    only = replace(answer, text=answer.text[: first.end] + " [1]", checks=(first,))
    assert confidence_of(only) is Confidence.VERIFIED


def test_what_a_model_took_and_wrote_is_told_and_set_literally() -> None:
    html = account_html(by_model())
    assert "1,200 tokens in, 80 out, 2.0 s, $0.0014" in html
    assert "It broke off." in html
    assert HOSTILE not in html
    assert account_html(quoting(QUESTION, COST)) == ""


def test_what_a_chat_took_is_summed() -> None:
    exchange = Exchange(QUESTION, Progress.DONE, QUESTION, answer=by_model())
    assert "2,400 tokens in, 160 out, 4.0 s, $0.0028" in total_html([exchange, exchange])
    assert total_html([exchange]) == ""


def test_a_kept_chat_has_all_of_it_again() -> None:
    kept = Conversation((Exchange(QUESTION, Progress.DONE, QUESTION, answer=by_model()),))
    assert from_json(to_json(kept)) == kept


def test_an_export_says_what_is_wrong_with_a_sentence() -> None:
    exchange = Exchange(QUESTION, Progress.DONE, QUESTION, answer=by_model())
    sheet = sheet_of(
        Conversation((exchange,)), titles={"river": "Walls"}, exported_at=datetime.now(UTC)
    )
    (block,) = sheet.blocks
    notes = [one.note for one in block.said]
    assert notes[0] == ""
    assert notes[1].startswith("Contradicted: says “84”")
    assert "It broke off." in block.notes
    assert any("openai:scripted" in note for note in block.notes)


@pytest.mark.parametrize(
    ("sent", "says"), [("", "nothing leaves it"), ("Questions go to example.com.", "example.com")]
)
def test_the_settings_say_what_leaves_the_machine(sent: str, says: str) -> None:
    assert says in settings_html((), model_name="openai:scripted", sent=sent)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    quotes = quoting("", COST)
    desk = scripted_desk(
        ScriptedAssistant({QUESTION: by_model()}),
        RIVER,
        model_name="openai:scripted",
        quoting=ScriptedAssistant({QUESTION: quotes}),
    )
    built = build_page(desk)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(launch(built, port=0, block=False, announce=lambda _: None))
    page.locator("#reader article").wait_for(state="attached")
    yield page
    context.close()
    built.close()


@pytest.mark.browser
def test_what_is_not_borne_out_is_marked_and_not_linked(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator(".badge")).to_have_text("Partly supported")
    expect(page.locator(".unsupported")).to_have_count(3)
    contradicted = page.locator('.unsupported[data-standing="contradicted"]')
    expect(contradicted).to_contain_text("the source says “48”")
    expect(contradicted.locator(".marker")).to_have_count(0)
    expect(page.locator(".marker")).to_have_count(2)
    page.locator(".written summary").click()
    expect(page.locator(".written pre")).to_contain_text(HOSTILE)


@pytest.mark.browser
def test_a_tab_may_have_its_answers_in_quotes_only(page: Page) -> None:
    turn_to(page, "Settings")
    page.get_by_label("Quotes only").check()
    turn_to(page, "Ask")
    ask(page, QUESTION)
    expect(page.locator(".badge")).to_have_text("Quoted")
    expect(page.locator(".account")).to_have_count(0)
