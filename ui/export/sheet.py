"""A conversation as it is written to a file: what stands in it, whatever the format."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assistant.answer import Answer, Citation, Status
from assistant.citation import shown
from ui.page.answer_text import Statement, confidence_of, note_of, statements_of
from ui.page.conversation import Conversation, Exchange, Progress
from ui.page.place_view import Place, nearest_places

UNCHECKED = "Stopped before it was complete: what is shown was not checked, and cites nothing."
NOT_SUPPORTED = "not found in the documents"

# What XML, and so a Word file, cannot hold, and marks that turn the direction of a text unseen.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A sentence of a source, under the number it has in the whole file."""

    number: int
    quote: str
    where: str
    """Section and document."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of an answer with the numbers of its footnotes."""

    text: str
    numbers: tuple[int, ...]
    note: str = ""
    """What must be known of it: that nothing in the documents was found to say so."""


@dataclass(frozen=True, slots=True)
class Block:
    """A question with its answer."""

    question: str
    understood: str
    """The question as it was searched for, where that is not what was asked; else empty."""
    verdict: str
    """How far the answer may be relied on, in words; empty where there is none."""
    said: tuple[Said, ...]
    notes: tuple[str, ...]
    nearest: tuple[Footnote, ...] = ()
    """The passages nearest to a question that was refused; their numbers count for nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is written to a file."""

    title: str
    exported_at: datetime
    documents: tuple[str, ...]
    """Titles of the documents that are cited."""
    models: tuple[str, ...]
    """Who wrote the answers."""
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    """In the order of their numbers, from 1."""


@dataclass(slots=True)
class _Footnotes:
    """Numbers the places that are cited through the whole file; a place keeps its number."""

    titles: Mapping[str, str]
    by_place: dict[tuple[str, int, int], Footnote] = field(default_factory=dict)

    def number(self, citation: Citation) -> int:
        place = (citation.doc_id, citation.start, citation.end)
        if place not in self.by_place:
            where = _where(citation.heading_path, citation.doc_id, self.titles)
            if citation.page is not None:
                where = f"{where}, p. {citation.page}"
            number = len(self.by_place) + 1
            self.by_place[place] = Footnote(number, printable(citation.quote), where)
        return self.by_place[place].number


def sheet_of(
    conversation: Conversation, *, titles: Mapping[str, str], exported_at: datetime
) -> Sheet:
    """Return what is written of a conversation.

    Args:
        conversation: as it is shown.
        titles: of documents by their ids; one without a title is called by its id.
        exported_at: with its time zone.

    """
    footnotes = _Footnotes(titles)
    blocks = tuple(_block(exchange, footnotes, titles) for exchange in conversation.exchanges)
    answers = [one.answer for one in conversation.exchanges if one.answer]
    cited = dict.fromkeys(one.doc_id for answer in answers for one in answer.citations)
    first = conversation.exchanges[0].question if conversation.exchanges else "Conversation"
    return Sheet(
        title=printable(first),
        exported_at=exported_at,
        documents=tuple(printable(titles.get(doc_id, doc_id)) for doc_id in cited),
        models=tuple(dict.fromkeys(printable(answer.model_name) for answer in answers)),
        blocks=blocks,
        footnotes=tuple(footnotes.by_place.values()),
    )


def printable(text: str) -> str:
    """Return a text in one line, without characters that a file format cannot hold."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def _block(exchange: Exchange, footnotes: _Footnotes, titles: Mapping[str, str]) -> Block:
    searched = exchange.standalone_question
    understood = "" if searched.strip() == exchange.question.strip() else printable(searched)
    question = printable(exchange.question)
    answer = exchange.answer
    if answer is None:
        said = (Said(printable(exchange.text), ()),) if exchange.text.strip() else ()
        stopped = exchange.progress is not Progress.FAILED
        note = UNCHECKED if stopped else printable(exchange.problem)
        return Block(question, understood, "", said, (note,))
    refused = answer.status is Status.ABSTAINED
    why = (f"Why: {printable(answer.reason)}.",) if refused and answer.reason else ()
    return Block(
        question=question,
        understood=understood,
        verdict=confidence_of(answer).value,
        said=tuple(_said(answer, footnotes)),
        notes=(*why, *(printable(notice) for notice in _notices(answer))),
        nearest=_nearest(answer, titles) if refused else (),
    )


def _notices(answer: Answer) -> tuple[str, ...]:
    """Return what the reader must know of how a chat model wrote, and that one did."""
    if answer.account is None:
        return ()
    return (*answer.account.notices, f"Written by {answer.model_name}, each sentence checked.")


def _said(answer: Answer, footnotes: _Footnotes) -> list[Said]:
    by_number = {citation.number: citation for citation in answer.citations}
    refused = answer.status is Status.ABSTAINED
    return [
        Said(
            printable(statement.text),
            tuple(footnotes.number(by_number[number]) for number in statement.numbers),
            "" if refused else _note(statement),
        )
        for statement in statements_of(answer)
        if printable(statement.text)
    ]


def _note(statement: Statement) -> str:
    """Return what is the matter with a statement, as it stands in brackets behind it."""
    note = note_of(statement)
    return NOT_SUPPORTED if note and not statement.reason else printable(note.removesuffix("."))


def _nearest(answer: Answer, titles: Mapping[str, str]) -> tuple[Footnote, ...]:
    places: Sequence[Place] = nearest_places(answer.evidence)
    return tuple(
        Footnote(number, printable(shown(one.quote)), _where(one.heading_path, one.doc_id, titles))
        for number, one in enumerate(places, start=1)
    )


def _where(heading_path: Sequence[str], doc_id: str, titles: Mapping[str, str]) -> str:
    section = " › ".join(printable(heading) for heading in heading_path)
    title = printable(titles.get(doc_id, doc_id))
    return f"{section} · {title}" if section else title
