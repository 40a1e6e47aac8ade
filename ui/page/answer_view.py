"""Conversations as HTML: pure functions in which every foreign text is escaped."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from assistant.answer import Answer, Status
from ui.history.soundness import Moved
from ui.history.soundness import Place as CitedPlace
from ui.page.account_view import account_html, total_html
from ui.page.actions_view import actions_html, edit_html
from ui.page.answer_text import (
    MARKER,
    Confidence,
    Standing,
    Statement,
    confidence_of,
    note_of,
    statements_of,
)
from ui.page.conversation import UNFINISHED, Conversation, Exchange, Progress
from ui.page.place_view import Place, cited_place, marker_html, nearest_html, sources_html
from ui.page.welcome_view import suggestions_html, welcome_html

LAST_WORD = re.compile(r"\S{1,40}$")

# More titles than this would hide what was searched for.
TITLES_NAMED = 3

EXPLANATIONS: Mapping[Confidence, str] = {
    Confidence.QUOTED: "Every sentence stands word for word in the source that it cites.",
    Confidence.VERIFIED: "Every sentence was checked against the source sentence that it cites.",
    Confidence.PARTLY: "The documents do not bear out all of this: read the marked sentences and "
    "their sources before you use them.",
    Confidence.ABSENT: "The documents were searched and nothing in them answers this.",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is shown with a conversation and is not part of it."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """By document id; a document without one shows its id."""
    in_use: Sequence[str] = ()
    """Titles of the documents that are asked."""
    examples: Sequence[str] = ()
    """Questions to begin with."""
    further: Sequence[str] = ()
    """Questions that may follow the last answer."""
    copies: Mapping[int, str] = field(default_factory=dict)
    """By the exchange's index: its answer with footnotes, for the clipboard."""
    moved: Mapping[CitedPlace, Moved] = field(default_factory=dict)
    """Cited places that the documents no longer have, and what became of them."""
    judged: Mapping[int, bool] = field(default_factory=dict)
    """By the exchange's index: whether the reader found its answer good."""


def conversation_html(
    conversation: Conversation, around: Surroundings, *, conversation_id: str = ""
) -> str:
    """Return the conversation, or an invitation while it is empty."""
    if not conversation.exchanges:
        return welcome_html(around.examples, document_count=len(around.in_use))
    last = len(conversation.exchanges) - 1
    exchanges = "".join(
        exchange_html(exchange, around, index=index, is_last=index == last)
        for index, exchange in enumerate(conversation.exchanges)
    )
    return (
        f'<div class="exchanges" role="log" aria-label="Conversation"'
        f' data-chat="{escape(conversation_id)}">{exchanges}</div>'
        f"{total_html(conversation.exchanges)}"
    )


def exchange_html(
    exchange: Exchange, around: Surroundings, *, index: int = 0, is_last: bool = True
) -> str:
    """Return one question with its answer in whatever state that is."""
    unfinished = exchange.progress in UNFINISHED
    state = exchange.answer.status.value if exchange.answer else exchange.progress.value
    body = _answer_html(exchange.answer, around) if exchange.answer else _unfinished_html(exchange)
    actions = (
        ""
        if unfinished
        else actions_html(
            exchange,
            index=index,
            is_last=is_last,
            copy=around.copies.get(index, ""),
            judged=around.judged.get(index),
        )
    )
    further = around.further if is_last and exchange.answer else ()
    return (
        f'<section class="exchange" data-state="{state}" data-index="{index}"'
        f' aria-busy="{"true" if unfinished else "false"}">'
        f'<div class="asked"><h2 class="question">{escape(exchange.question)}</h2>'
        f"{'' if unfinished else edit_html(index)}</div>"
        f"{_understood_html(exchange)}{body}{actions}"
        f"{suggestions_html('Ask next', further)}</section>"
    )


def _understood_html(exchange: Exchange) -> str:
    searched_for = exchange.standalone_question
    if not searched_for or searched_for.strip() == exchange.question.strip():
        return ""
    return f'<p class="understood"><span>Searched for:</span> {escape(searched_for)}</p>'


def _unfinished_html(exchange: Exchange) -> str:
    # What is being written has no citations yet: its markers show where they will be.
    text = MARKER.sub(r'<span class="marker pending">\1</span>', escape(exchange.text))
    written = f'<div class="answer-text">{text}</div>' if text else ""
    match exchange.progress:
        case Progress.STOPPED:
            note = '<p class="note">Stopped. What is shown was not checked.</p>'
        case Progress.FAILED:
            note = f'<p class="problem" role="alert">{escape(exchange.problem)}</p>'
        case Progress.WRITING:
            note = ""
        case _:
            note = '<p class="note waiting">Searching the documents</p>'
    return f'<div class="answer">{written}{note}</div>'


def _answer_html(answer: Answer, around: Surroundings) -> str:
    if answer.status is Status.ABSTAINED:
        return _refusal_html(answer, around)
    statements = statements_of(answer)
    places = {one.number: cited_place(one, around.moved) for one in answer.citations}
    said = frozenset(
        number
        for statement in statements
        if statement.standing is Standing.QUOTED
        for number in statement.numbers
    )
    return (
        f'<div class="answer">{_badge_html(confidence_of(answer))}'
        f"{_prose_html(statements, places, around.titles)}"
        f"{sources_html(places, around.titles, said=said)}{account_html(answer)}</div>"
    )


def _refusal_html(answer: Answer, around: Surroundings) -> str:
    reason = answer.reason and f"<dt>Why</dt><dd>{escape(_sentence(answer.reason))}</dd>"
    return (
        f'<div class="answer">{_badge_html(Confidence.ABSENT)}'
        f'<div class="refused"><p class="answer-text">{escape(answer.text)}</p>'
        f'<dl class="searched">{reason}'
        f"<dt>Searched for</dt><dd>{escape(answer.standalone_question)}</dd>"
        f"<dt>In</dt><dd>{escape(_scope(around.in_use))}</dd></dl></div>"
        f"{nearest_html(answer.evidence, around.titles)}{account_html(answer)}</div>"
    )


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _scope(titles: Sequence[str]) -> str:
    if len(titles) > TITLES_NAMED:
        return f"{len(titles)} documents"
    return "; ".join(titles)


def _badge_html(word: Confidence) -> str:
    # The explanation is the button's name too, so that it needs no id, of which there may be one.
    return (
        f'<p class="confidence"><button type="button" class="badge"'
        f' data-confidence="{word.name.lower()}"'
        f' aria-label="{word}: {escape(EXPLANATIONS[word])}">{word}</button>'
        f'<span class="explanation" aria-hidden="true">{escape(EXPLANATIONS[word])}</span></p>'
    )


def _prose_html(
    statements: Collection[Statement], places: Mapping[int, Place], titles: Mapping[str, str]
) -> str:
    def markers(statement: Statement) -> str:
        return "".join(marker_html(one, places[one], titles) for one in statement.numbers)

    short = "".join(
        f'<p class="short">{_marked_html(one.text.strip().removesuffix("."), markers(one))}</p>'
        for one in statements
        if one.standing is Standing.SHORT
    )
    prose = "".join(
        _statement_html(one, markers(one))
        for one in statements
        if one.standing is not Standing.SHORT
    )
    return f'{short}<div class="answer-text">{prose.strip()}</div>'


def _statement_html(statement: Statement, markers: str) -> str:
    html = _marked_html(statement.text, markers)
    note = note_of(statement)
    if note:
        return (
            f'<span class="unsupported" data-standing="{statement.standing}">{html}'
            f'<span class="unsupported-note" tabindex="0">{escape(note)}</span></span>'
        )
    return f'<span class="lead">{html}</span>' if statement.standing is Standing.LEAD else html


def _marked_html(text: str, markers: str) -> str:
    """Keep markers on the line of the word before them."""
    if not markers:
        return escape(text)
    found = LAST_WORD.search(text)
    cut = found.start() if found else len(text)
    return f'{escape(text[:cut])}<span class="tied">{escape(text[cut:])}{markers}</span>'
