"""The views beside the conversation as HTML: lists of chats, glances, drafts and settings."""

from datetime import UTC, datetime, timedelta

import pytest
from page_doubles import parsed, quoting, scripted_desk, suggesting

from assistant.glance.glance import (
    Event,
    Figure,
    Glance,
    Modality,
    Organisation,
    Person,
    Place,
    Recommendation,
)
from ui.doctor import Finding
from ui.feedback.draft import Draft
from ui.history.entry import ConversationEntry
from ui.page.chats_view import chats_html
from ui.page.choice import Choice
from ui.page.conversation import Conversation, Exchange, Progress
from ui.page.drafts_view import drafts_html
from ui.page.editing_view import editing_html
from ui.page.glance_view import glance_html
from ui.page.masthead_view import QUOTING, masthead_html
from ui.page.settings_view import chats_setting_html, settings_html
from ui.page.suggesting import MOST_EXAMPLES, examples_for, follow_ups_for
from ui.page.welcome_view import suggestions_html

HOSTILE = "<script>alert(1)</script> \"x\" 'y' <img src=x> [a](javascript:b)"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
HERE, THERE = Place(3, 9), Place(12, 20)


def entry(name: str, *, days: int = 0) -> ConversationEntry:
    return ConversationEntry(name, name, NOW - timedelta(days=days), 1)


@pytest.mark.parametrize(
    ("days", "heading"),
    [(0, "Today"), (1, "Yesterday"), (3, "Earlier this week"), (40, "October 2026")],
)
def test_chats_stand_under_the_day_they_were_last_changed(days, heading):
    assert f"<h3>{heading}</h3>" in chats_html([entry("a", days=days)], now=NOW)


def test_the_open_chat_is_marked_and_the_renamed_one_is_a_box():
    html = chats_html([entry("a"), entry("b")], now=NOW, opened="a", renamed="b")
    assert html.count('aria-current="page"') == 1
    assert '<form data-do="edit" data-id="b">' in html


@pytest.mark.parametrize(("search", "said"), [("", "No chats yet."), ("rye", "No chat has “rye”.")])
def test_an_empty_list_of_chats_says_why(search, said):
    assert said in chats_html([], now=NOW, search=search)


def glance_of(text: str) -> Glance:
    return Glance(
        (Figure(text, text, text, text, (HERE, THERE)),),
        (Event(text, "2024", text, (HERE,)),),
        (Person(text, text, 3, (HERE,)),),
        (Organisation(text, text, text, 1, (HERE,)),),
        (Recommendation(text, text, Modality.MUST, text, (HERE,)),),
    )


def test_each_row_at_a_glance_opens_its_sentence_and_the_places_that_restate_it():
    html = glance_html(glance_of("Walls"), doc_id="river")
    assert html.count('data-doc="river" data-start="3" data-end="9"') == 5
    assert html.count('data-doc="river" data-start="12" data-end="20"') == 1
    for heading in ("Key figures", "Timeline", "People", "Organisations", "Recommendations"):
        assert f"<h3>{heading}</h3>" in html


def test_a_document_without_rows_says_so():
    html = glance_html(Glance((), (), (), (), ()), doc_id="river")
    assert "No figures" in html
    assert "<h3>" not in html


def test_findings_that_are_not_sound_are_named_as_problems_before_the_versions():
    findings = [Finding("gradio", "6"), Finding("index", "broken", sound=False)]
    html = settings_html(findings, model_name=QUOTING)
    assert html.index("Problem: broken") < html.index("<summary>Versions")
    assert "nothing leaves this machine" in html


@pytest.mark.parametrize(
    ("count", "asking", "button"),
    [(0, False, None), (2, False, 'data-do="select"'), (2, True, 'data-do="delete"')],
)
def test_all_chats_are_deleted_only_after_one_more_question(count, asking, button):
    html = chats_setting_html(count=count, asking=asking)
    assert (button in html) if button else ("data-do" not in html)


@pytest.mark.parametrize(
    ("titles", "shelved", "said"),
    [([], 0, "No documents yet"), (["A"], 1, "A"), (["A"], 3, "1 of 3 documents")],
)
def test_the_header_says_which_documents_are_asked(titles, shelved, said):
    assert f">{said}</button>" in masthead_html(titles, model_name=QUOTING, shelved=shelved)


def test_no_text_becomes_markup_in_any_view():
    html = chats_html([entry(HOSTILE)], now=NOW, deleted=entry(HOSTILE), search=HOSTILE)
    html += chats_html([entry(HOSTILE)], now=NOW, renamed=HOSTILE)
    html += chats_html([], now=NOW, search=HOSTILE)
    html += glance_html(glance_of(HOSTILE), doc_id=HOSTILE)
    html += drafts_html([Draft(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,))])
    html += settings_html([Finding(HOSTILE, HOSTILE)], model_name=HOSTILE)
    html += masthead_html([HOSTILE, HOSTILE], model_name=HOSTILE)
    html += suggestions_html("Ask next", [HOSTILE])
    for forbidden in ("<script", "<img", '"x"', "'y'"):
        assert forbidden not in html


def test_what_editing_replaces_is_said():
    assert "this answer." in editing_html(replaced=1)
    assert "the one after it" in editing_html(replaced=2)
    assert "the 2 after it" in editing_html(replaced=3)


RIVER = parsed("river", "River", "# Walls\n\nThe wall cost 48 million.\n")
QUESTIONS = [f"Question {n}?" for n in range(9)]


def test_examples_are_few_and_follow_ups_were_not_asked_before():
    insights = suggesting(*QUESTIONS)
    desk = scripted_desk(None, RIVER, insights=insights, prepared=insights)
    assert examples_for(desk, Choice()) == tuple(QUESTIONS[:MOST_EXAMPLES])
    answer = quoting(QUESTIONS[0])
    asked = Conversation((Exchange(QUESTIONS[0], Progress.DONE, answer=answer),))
    further = follow_ups_for(desk, asked, Choice())
    assert further
    assert QUESTIONS[0] not in further


def test_nobody_waits_for_follow_ups_that_are_not_prepared():
    desk = scripted_desk(None, RIVER, insights=suggesting(*QUESTIONS))
    asked = Conversation((Exchange("q", Progress.DONE, answer=quoting("q")),))
    assert follow_ups_for(desk, asked, Choice()) == ()
