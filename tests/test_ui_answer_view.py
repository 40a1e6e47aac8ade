"""The conversation as HTML."""

from dataclasses import replace

import pytest
from page_doubles import REFUSAL, cited, parsed, quoting, refusal

from assistant.answer import Status
from ui.page.answer_view import (
    NEAREST_SHOWN,
    conversation_html,
    exchange_html,
    is_verbatim,
    marked_segments,
)
from ui.page.conversation import Conversation, Exchange, Progress

RIVER = parsed(
    "river",
    "Floods & meadows",
    "# Walls\n\nThe wall cost 48 million.\nIt was raised in 2017 [2].\n\n"
    "# Meadows\n\nMeadows helped.\n",
)
TITLES = {"river": "Floods & meadows"}
WALL = cited(RIVER, "The wall cost 48 million.", 1)
RAISED = cited(RIVER, "It was raised in 2017 [2].", 2)
MEADOW = cited(RIVER, "Meadows helped.", 3)


def finished(answer):
    return Exchange(answer.question, Progress.DONE, answer.standalone_question, "", answer)


def test_each_citation_is_a_button_that_knows_its_place():
    html = exchange_html(finished(quoting("How much?", WALL)), TITLES)
    start, end = WALL.start, WALL.end
    assert html.count(f'data-doc="river" data-start="{start}" data-end="{end}"') == 2
    assert 'aria-label="Source 1: Walls · Floods &amp; meadows"' in html


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("The wall cost 48 million. [1]", [1]),
        ("One. [1] [3] Two. [1]", [1, 3, 1]),
        ("An unknown number. [9]", []),
        ("It was raised in 2017 [2]. [2]", [2]),
    ],
)
def test_only_numbers_of_citations_outside_quotes_are_markers(text, markers):
    segments = list(marked_segments(text, (WALL, RAISED, MEADOW)))
    assert [segment.marker for segment in segments if segment.marker] == markers
    assert "".join(segment.text for segment in segments) == text


@pytest.mark.parametrize(
    ("answer", "verbatim"),
    [
        (quoting("q", WALL, RAISED, MEADOW), True),
        (replace(quoting("q", WALL), text="The wall cost about 48 million. [1]"), False),
        (replace(quoting("q", WALL), text="The wall cost 48 million. [1] And more."), False),
        (replace(quoting("q", WALL), text="The wall cost 48 million."), False),
        (quoting("q", WALL, status=Status.PARTIAL), False),
        (refusal("q", WALL), False),
    ],
)
def test_quoted_means_nothing_but_whole_quotes(answer, verbatim):
    assert is_verbatim(answer) is verbatim
    assert (">Quoted</p>" in exchange_html(finished(answer), TITLES)) is verbatim


@pytest.mark.parametrize(
    ("answer", "state", "badge"),
    [
        (quoting("q", WALL), "answered", "Quoted"),
        (replace(quoting("q", WALL), text="About 48 million. [1]"), "answered", "Cited"),
        (quoting("q", WALL, status=Status.PARTIAL), "partial", "Partly answered"),
        (refusal("q", WALL), "abstained", "Not in the documents"),
    ],
)
def test_every_status_has_a_state_and_a_word_of_its_own(answer, state, badge):
    html = exchange_html(finished(answer), TITLES)
    assert f'data-state="{state}"' in html
    assert f">{badge}</p>" in html


def test_a_refusal_lists_the_nearest_passages_once_each():
    html = exchange_html(finished(refusal("q", WALL, WALL, MEADOW)), TITLES)
    assert REFUSAL in html
    assert "Nearest passages" in html
    assert html.count('class="source"') == 2


def test_a_refusal_lists_no_more_passages_than_can_be_compared():
    text = "# All\n\n" + "\n".join(f"Sentence {n}." for n in range(9)) + "\n"
    many = parsed("many", "Many", text)
    nearest = [cited(many, f"Sentence {n}.") for n in range(9)]
    html = exchange_html(finished(refusal("q", *nearest)), {"many": "Many"})
    assert html.count('class="source"') == NEAREST_SHOWN


@pytest.mark.parametrize(
    ("understood", "shown"),
    [("", False), ("And there?", False), ("And there? ", False), ("And in Kelm?", True)],
)
def test_how_a_question_was_understood_shows_only_when_it_differs(understood, shown):
    html = exchange_html(Exchange("And there?", standalone_question=understood), TITLES)
    assert ("Searched for:" in html) is shown


@pytest.mark.parametrize(
    ("exchange", "expected"),
    [
        (Exchange("q"), "Searching the documents"),
        (Exchange("q", Progress.WRITING, text="The wall [1]"), 'class="marker pending">1<'),
        (Exchange("q", Progress.STOPPED, text="The"), "Stopped."),
        (Exchange("q", Progress.FAILED, problem="Run: briefing ingest"), 'role="alert"'),
    ],
)
def test_an_unfinished_answer_says_how_far_it_is(exchange, expected):
    html = exchange_html(exchange, TITLES)
    assert expected in html
    assert "data-doc" not in html


HOSTILE = (
    "<script>alert(1)</script> \"x\" 'y' <img src=x onerror=alert(2)> [link](javascript:alert(3))"
)


def test_no_text_of_users_documents_or_errors_becomes_markup():
    hostile = parsed("<b>", HOSTILE, f"# {HOSTILE}\n\n{HOSTILE}\n")
    answer = replace(
        quoting(HOSTILE, cited(hostile, HOSTILE)), standalone_question=f"{HOSTILE} again"
    )
    conversation = Conversation(
        (
            finished(answer),
            finished(refusal(HOSTILE, cited(hostile, HOSTILE))),
            Exchange(HOSTILE, Progress.WRITING, text=HOSTILE),
            Exchange(HOSTILE, Progress.FAILED, problem=HOSTILE),
        )
    )
    html = conversation_html(conversation, {"<b>": HOSTILE}, examples=())
    html += conversation_html(Conversation(), {}, examples=(HOSTILE,))
    html += conversation_html(Conversation(), TITLES, examples=(HOSTILE,))
    for forbidden in ("<script", "<img", "<b>", "<a ", '"x"', "'y'"):
        assert forbidden not in html


def test_an_empty_conversation_offers_the_examples_only_when_there_is_something_to_ask():
    assert 'data-ask="How much?"' in conversation_html(
        Conversation(), TITLES, examples=("How much?",)
    )
    without = conversation_html(Conversation(), {}, examples=("How much?",))
    assert "data-ask" not in without
    assert "briefing ingest" in without
