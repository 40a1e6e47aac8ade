"""The conversation as HTML."""

import re
from dataclasses import replace

import pytest
from page_doubles import REFUSAL, cited, parsed, quoting, refusal

from assistant.answer import Status
from assistant.phrases import PHRASES
from ui.page.answer_text import Confidence, Standing, confidence_of, marked_segments, statements_of
from ui.page.answer_view import EXPLANATIONS, Surroundings, conversation_html, exchange_html
from ui.page.conversation import Conversation, Exchange, Progress
from ui.page.place_view import NEAREST_SHOWN

RIVER = parsed(
    "river",
    "Floods & meadows",
    "# Walls\n\nThe wall cost 48 million.\nIt was raised in 2017 [2].\n\n"
    "# Meadows\n\nMeadows helped.\n",
)
AROUND = Surroundings({"river": "Floods & meadows"}, in_use=("Floods & meadows",))
WALL = cited(RIVER, "The wall cost 48 million.", 1)
RAISED = cited(RIVER, "It was raised in 2017 [2].", 2)
MEADOW = cited(RIVER, "Meadows helped.", 3)


def finished(answer):
    return Exchange(answer.question, Progress.DONE, answer.standalone_question, "", answer)


def test_each_citation_is_a_button_that_knows_its_place():
    html = exchange_html(finished(quoting("How much?", WALL)), AROUND)
    start, end = WALL.start, WALL.end
    assert html.count(f'data-doc="river" data-start="{start}" data-end="{end}"') == 2
    assert 'aria-label="Source 1: Walls"' in html


def test_a_document_is_named_beside_the_section_only_where_there_are_several():
    around = replace(AROUND, titles={**AROUND.titles, "other": "Other"})
    html = exchange_html(finished(quoting("How much?", WALL)), around)
    assert 'aria-label="Source 1: Walls · Floods &amp; meadows"' in html


def test_a_page_is_named_where_the_file_has_pages():
    html = exchange_html(finished(quoting("How much?", replace(WALL, page=7))), AROUND)
    assert 'aria-label="Source 1: Walls, p. 7"' in html


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


LEAD = PHRASES["en"].partial_lead


@pytest.mark.parametrize(
    ("answer", "standings"),
    [
        (
            replace(quoting("q", WALL), text=f"Walls and meadows: {WALL.quote} [1]"),
            [Standing.QUOTED],
        ),
        (
            replace(quoting("q", WALL), text=f"Nobody believes that {WALL.quote} [1]"),
            [Standing.CITED],
        ),
        (quoting("q", WALL, MEADOW), [Standing.QUOTED, Standing.QUOTED]),
        (
            replace(quoting("q", WALL), text=f"48 million. [1] {WALL.quote} [1]"),
            [Standing.SHORT, Standing.QUOTED],
        ),
        (
            replace(quoting("q", WALL), text=f"[The city:] {WALL.quote} [1]"),
            [Standing.QUOTED],
        ),
        (replace(quoting("q", WALL), text="About 48 million. [1]"), [Standing.CITED]),
        (
            replace(quoting("q", WALL), text=f"{WALL.quote} [1] And more."),
            [Standing.QUOTED, Standing.UNSUPPORTED],
        ),
        (replace(quoting("q", WALL), text=WALL.quote), [Standing.UNSUPPORTED]),
        (
            replace(quoting("q", WALL), text=f"{LEAD} {WALL.quote} [1]"),
            [Standing.LEAD, Standing.QUOTED],
        ),
    ],
)
def test_each_statement_has_the_standing_that_its_sources_give_it(answer, standings):
    statements = statements_of(answer)
    assert [one.standing for one in statements] == standings
    shown = "".join(exchange_html(finished(answer), AROUND).split("answer-text")[1:])
    assert ('class="unsupported"' in shown) is (Standing.UNSUPPORTED in standings)


@pytest.mark.parametrize(
    ("answer", "state", "word"),
    [
        (quoting("q", WALL, RAISED), "answered", Confidence.QUOTED),
        (replace(quoting("q", WALL), text="About 48 million. [1]"), "answered", "Verified"),
        (
            replace(quoting("q", WALL), text=f"{WALL.quote} [1] And more."),
            "answered",
            Confidence.PARTLY,
        ),
        (quoting("q", WALL, status=Status.PARTIAL), "partial", Confidence.PARTLY),
        (refusal("q", WALL), "abstained", Confidence.ABSENT),
    ],
)
def test_what_an_answer_may_be_relied_on_for_is_said_in_words(answer, state, word):
    assert confidence_of(answer) == word
    html = exchange_html(finished(answer), AROUND)
    assert f'data-state="{state}"' in html
    assert f">{word}</button>" in html
    assert EXPLANATIONS[Confidence(word)] in html


def test_a_source_repeats_its_quote_only_where_the_answer_has_other_words():
    said = exchange_html(finished(quoting("q", WALL)), AROUND)
    reworded = exchange_html(
        finished(replace(quoting("q", WALL), text="About 48 million. [1]")), AROUND
    )
    assert '<span class="quote">' not in said
    assert f'<span class="quote">{WALL.quote}</span>' in reworded


def test_a_refusal_says_why_and_what_was_searched_where():
    answer = replace(refusal("And there?", WALL), reason="the documents never mention Kelm")
    html = exchange_html(finished(replace(answer, standalone_question="What of Kelm?")), AROUND)
    for shown in ("The documents never mention Kelm.", "What of Kelm?", "Floods &amp; meadows"):
        assert f"<dd>{shown}</dd>" in html


def test_a_refusal_lists_the_nearest_passages_once_each():
    html = exchange_html(finished(refusal("q", WALL, WALL, MEADOW)), AROUND)
    assert REFUSAL in html
    assert "Nearest passages" in html
    assert html.count('class="source"') == 2


def test_a_refusal_lists_no_more_passages_than_can_be_compared():
    text = "# All\n\n" + "\n".join(f"Sentence {n}." for n in range(9)) + "\n"
    many = parsed("many", "Many", text)
    nearest = [cited(many, f"Sentence {n}.") for n in range(9)]
    html = exchange_html(finished(refusal("q", *nearest)), Surroundings({"many": "Many"}))
    assert html.count('class="source"') == NEAREST_SHOWN


@pytest.mark.parametrize(
    ("understood", "shown"),
    [("", False), ("And there?", False), ("And there? ", False), ("And in Kelm?", True)],
)
def test_how_a_question_was_understood_shows_only_when_it_differs(understood, shown):
    html = exchange_html(Exchange("And there?", standalone_question=understood), AROUND)
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
    html = exchange_html(exchange, AROUND)
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
    around = Surroundings(
        {"<b>": HOSTILE}, (HOSTILE,), examples=(HOSTILE,), further=(HOSTILE,), copies={0: HOSTILE}
    )
    html = conversation_html(conversation, around, conversation_id=HOSTILE)
    html += conversation_html(Conversation(), around)
    html += conversation_html(Conversation(), Surroundings(examples=(HOSTILE,)))
    for forbidden in ("<script", "<img", "<b>", "<a ", '"x"', "'y'"):
        assert forbidden not in html


def test_an_empty_conversation_offers_the_examples_only_when_there_is_something_to_ask():
    filled = conversation_html(Conversation(), replace(AROUND, examples=("How much?",)))
    assert 'data-question="How much?"' in filled
    without = conversation_html(Conversation(), Surroundings(examples=("How much?",)))
    assert "data-question" not in without
    assert 'data-view="documents"' in without


@pytest.mark.parametrize(
    ("exchange", "buttons"),
    [
        (Exchange("q"), set()),
        (Exchange("q", Progress.FAILED, problem="No."), {"edit", "retry"}),
        (finished(quoting("q", WALL)), {"edit", "retry", "like", "download"}),
    ],
)
def test_what_can_be_done_depends_on_how_far_an_answer_is(exchange, buttons):
    assert set(re.findall(r'data-do="(\w+)"', exchange_html(exchange, AROUND))) == buttons


def test_only_the_last_answer_can_be_given_again():
    assert 'data-do="retry"' not in exchange_html(
        finished(quoting("q", WALL)), AROUND, is_last=False
    )
