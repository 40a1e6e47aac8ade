"""Conversations as HTML: pure functions in which every foreign text is escaped."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from assistant.answer import Answer, Citation, Evidence, Status
from assistant.citation import shown
from ui.page.conversation import UNFINISHED, Conversation, Exchange, Progress

# A reader compares a handful of passages at most before asking differently.
NEAREST_SHOWN = 5

MARKER = re.compile(r"[ \u00a0]?\[(\d{1,3})\]")

LAST_WORD = re.compile(r"\S{1,40}$")

BADGES = {
    Status.ANSWERED: "Cited",
    Status.PARTIAL: "Partly answered",
    Status.ABSTAINED: "Not in the documents",
}
EXPLANATIONS = {
    "Quoted": "Every sentence is word for word from the source.",
    "Cited": "Every sentence names the source sentence it rests on.",
    "Partly answered": "The documents do not say this directly; these sentences come closest.",
    "Not in the documents": "Nothing was found that answers this.",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an answer: text as it stands, or one marker."""

    text: str
    marker: int | None = None
    """The number in the marker; None for text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which document something is said, and what it says."""

    doc_id: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...]


def conversation_html(
    conversation: Conversation, titles: Mapping[str, str], *, examples: Sequence[str]
) -> str:
    """Return the conversation, or an invitation with `examples` while it is empty.

    `titles` holds the title of each document by its id; a document without one shows its id.
    """
    if not conversation.exchanges:
        return welcome_html(examples, document_count=len(titles))
    exchanges = "".join(exchange_html(exchange, titles) for exchange in conversation.exchanges)
    return f'<div class="exchanges" role="log" aria-label="Conversation">{exchanges}</div>'


def welcome_html(examples: Sequence[str], *, document_count: int) -> str:
    """Return the empty state: what this is, and questions to begin with."""
    if not document_count:
        return (
            '<div class="welcome"><h2>There is nothing to ask yet</h2>'
            "<p>Add documents with <code>briefing ingest FILE…</code>, then reload this page.</p>"
            "</div>"
        )
    scope = "the brief" if document_count == 1 else f"{document_count} documents"
    buttons = "".join(
        f'<li><button type="button" class="example" data-ask="{escape(example)}">{escape(example)}'
        "</button></li>"
        for example in examples
    )
    questions = f'<h3>To begin with</h3><ul class="examples">{buttons}</ul>' if buttons else ""
    return (
        f'<div class="welcome"><h2>Ask {scope} a question</h2>'
        "<p>Every sentence of an answer carries a number. Choose one to see the very sentence it "
        f"comes from, in its place in the source.</p>{questions}</div>"
    )


def exchange_html(exchange: Exchange, titles: Mapping[str, str]) -> str:
    """Return one question with its answer in whatever state that is."""
    state = exchange.answer.status.value if exchange.answer else exchange.progress.value
    busy = "true" if exchange.progress in UNFINISHED else "false"
    body = _answer_html(exchange.answer, titles) if exchange.answer else _unfinished_html(exchange)
    return (
        f'<section class="exchange" data-state="{state}" aria-busy="{busy}">'
        f'<h2 class="question">{escape(exchange.question)}</h2>'
        f"{_understood_html(exchange)}{body}</section>"
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


def _answer_html(answer: Answer, titles: Mapping[str, str]) -> str:
    word = "Quoted" if is_verbatim(answer) else BADGES[answer.status]
    return (
        '<div class="answer">'
        f'<p class="badge" title="{escape(EXPLANATIONS[word])}">{word}</p>'
        f'<div class="answer-text">{_prose_html(answer, titles)}</div>'
        f"{_sources_html(answer, titles)}</div>"
    )


def is_verbatim(answer: Answer) -> bool:
    """Say whether an answer consists of nothing but whole quotes, each with its marker."""
    if answer.status is not Status.ANSWERED:
        return False
    quotes = {citation.number: shown(citation.quote) for citation in answer.citations}
    said, cited = "", False
    for segment in marked_segments(answer.text, answer.citations):
        if segment.marker is not None:
            cited = quotes[segment.marker] == said != ""
            if not cited:
                return False
        elif shown(segment.text):
            said, cited = shown(segment.text), False
    return cited


def marked_segments(text: str, citations: Collection[Citation]) -> Iterator[Segment]:
    """Yield the text between markers, and the markers, in order.

    A marker is a number in brackets that one of `citations` has; the same characters inside a quote
    are the source's own and stay text. The space before a marker belongs to it.
    """
    numbers = {citation.number for citation in citations}
    quoted = [
        found.span()
        for citation in citations
        for found in re.finditer(re.escape(citation.quote), text)
    ]
    position = 0
    for found in MARKER.finditer(text):
        in_quote = any(start <= found.start() and found.end() <= end for start, end in quoted)
        if in_quote or int(found[1]) not in numbers:
            continue
        if found.start() > position:
            yield Segment(text[position : found.start()])
        yield Segment(found[0], marker=int(found[1]))
        position = found.end()
    if position < len(text):
        yield Segment(text[position:])


def _prose_html(answer: Answer, titles: Mapping[str, str]) -> str:
    places = {citation.number: _cited_place(citation) for citation in answer.citations}
    html, word, markers = "", "", ""
    for segment in marked_segments(answer.text, answer.citations):
        if segment.marker is not None:
            markers += _marker_html(segment.marker, places[segment.marker], titles)
            continue
        found = LAST_WORD.search(segment.text)
        cut = found.start() if found else len(segment.text)
        html += _tied_html(word, markers) + escape(segment.text[:cut])
        word, markers = segment.text[cut:], ""
    return html + _tied_html(word, markers)


def _tied_html(word: str, markers: str) -> str:
    """Keep markers on the line of the word before them."""
    return f'<span class="tied">{escape(word)}{markers}</span>' if markers else escape(word)


def _marker_html(number: int, place: Place, titles: Mapping[str, str]) -> str:
    where = _where(place, titles)
    return (
        f'<button type="button" class="marker" {_pointer(place)}'
        f' data-quote="{escape(place.quote)}" data-where="{escape(where)}"'
        f' aria-label="Source {number}: {escape(where)}">{number}</button>'
    )


def _sources_html(answer: Answer, titles: Mapping[str, str]) -> str:
    if answer.status is Status.ABSTAINED:
        nearest = [_source_html(place, titles) for place in _nearest_places(answer.evidence)]
        reason = answer.reason and f'<p class="reason">Why: {escape(answer.reason)}.</p>'
        return reason + _list_html("Nearest passages", "sources nearest", nearest)
    cited = [
        _source_html(_cited_place(citation), titles, number=citation.number)
        for citation in answer.citations
    ]
    return _list_html("Sources", "sources", cited)


def _list_html(heading: str, classes: str, items: Sequence[str]) -> str:
    return f'<h3>{heading}</h3><ol class="{classes}">{"".join(items)}</ol>' if items else ""


def _source_html(place: Place, titles: Mapping[str, str], *, number: int | None = None) -> str:
    shown_number = f'<span class="number">{number}</span>' if number is not None else ""
    return (
        f'<li><button type="button" class="source" {_pointer(place)}>{shown_number}'
        f'<span class="quote">{escape(place.quote)}</span>'
        f'<span class="where">{escape(_where(place, titles))}</span></button></li>'
    )


def _pointer(place: Place) -> str:
    return f'data-doc="{escape(place.doc_id)}" data-start="{place.start}" data-end="{place.end}"'


def _where(place: Place, titles: Mapping[str, str]) -> str:
    title = titles.get(place.doc_id, place.doc_id)
    return " › ".join(place.heading_path) + (" · " if place.heading_path else "") + title


def _cited_place(citation: Citation) -> Place:
    return Place(
        citation.doc_id, citation.start, citation.end, citation.quote, citation.heading_path
    )


def _nearest_places(evidence: Sequence[Evidence]) -> list[Place]:
    places = dict.fromkeys(
        Place(found.passage.doc_id, found.start, found.end, found.text, found.passage.heading_path)
        for found in evidence
    )
    return list(places)[:NEAREST_SHOWN]
