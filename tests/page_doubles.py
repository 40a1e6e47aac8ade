"""Scripted stand-ins for the assistant and the shelf, which the page's tests drive."""

import re
import tempfile
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from assistant.answer import (
    Answer,
    AnswerEvent,
    Citation,
    Evidence,
    Finished,
    FoundBy,
    Searching,
    Status,
    TextDelta,
    Turn,
)
from assistant.glance.glance import Glance
from assistant.suggesting.suggestion import Sort, Suggestion
from ingest.document import Document, ParsedDocument, Passage, Section, Sentence, SentenceKind
from ingest.errors import BriefingError, UnknownDocumentError
from ingest.version import Entry
from ui.feedback.drafts import Drafts
from ui.feedback.store import FeedbackStore
from ui.history.store import ConversationStore
from ui.insights import Insights
from ui.page.desk import Desk
from ui.shelf.outcome import ShelfEntry

REFUSAL = "The documents do not answer this question."


def parsed(doc_id: str, title: str, markdown: str) -> ParsedDocument:
    """Read the simplest Markdown: `#` headings, and paragraphs of one sentence a line."""
    sections: list[Section] = []
    sentences: list[Sentence] = []
    path: tuple[str, ...] = ()
    paragraph = 0
    for line in re.finditer(r"[^\n]+|\n\n", markdown):
        mark = re.match(r"(#+) ", line[0])
        if line[0] == "\n\n":
            paragraph += 1
        elif mark:
            level = len(mark[1])
            path = (*path[: level - 1], line[0][mark.end() :])
            start = line.start() + mark.end()
            sections.append(Section(path, level, start, line.end(), len(markdown)))
        else:
            bullet = re.match(r"- ", line[0])
            start = line.start() + (bullet.end() if bullet else 0)
            sentences.append(Sentence(start, line.end(), path, paragraph, SentenceKind.BODY))
    document = Document(
        doc_id,
        title,
        f"/briefs/{doc_id}.md",
        "2024-03-01",
        "en",
        sha256(markdown.encode()).hexdigest(),
        markdown,
    )
    return ParsedDocument(document, tuple(sections), tuple(sentences))


def cited(document: ParsedDocument, quote: str, number: int = 1) -> Citation:
    """Cite the sentence of `document` that reads `quote`."""
    for index, sentence in enumerate(document.sentences):
        if document.sentence_text(index) == quote:
            return Citation(
                number,
                document.document.doc_id,
                sentence.start,
                sentence.end,
                quote,
                sentence.heading_path,
                sha256=document.document.sha256,
            )
    raise AssertionError(f"no sentence reads {quote!r}")


def quoting(question: str, *citations: Citation, status: Status = Status.ANSWERED) -> Answer:
    """Answer with whole quotes, as the quoting composer does."""
    text = " ".join(f"{citation.quote} [{citation.number}]" for citation in citations)
    return Answer(question, question, text, status, citations, (), "quoting", {"total": 0.1})


def refusal(question: str, *nearest: Citation) -> Answer:
    """Abstain, with `nearest` as evidence."""
    evidence = tuple(_evidence(citation) for citation in nearest)
    return Answer(
        question, question, REFUSAL, Status.ABSTAINED, (), evidence, "quoting", {"total": 0.1}
    )


def _evidence(citation: Citation) -> Evidence:
    passage = Passage(
        f"{citation.doc_id}:{citation.start}",
        citation.doc_id,
        citation.heading_path,
        citation.quote,
        citation.start,
        citation.end,
        0,
        0,
        SentenceKind.BODY,
        "0" * 64,
    )
    return Evidence(passage, citation.start, citation.end, citation.quote, 0.5, FoundBy.BOTH)


@dataclass
class ScriptedAssistant:
    """Answers each question as told, and remembers what it was asked."""

    answers: dict[str, Answer | BriefingError | Exception]
    gates: dict[str, threading.Event] = field(default_factory=dict)
    """By question: what must be set before the second piece of its answer is sent."""
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    documents: list[Collection[str] | None] = field(default_factory=list)
    """By question asked: the documents that it was asked of."""
    depths: list[int] = field(default_factory=list)

    def with_depth(self, depth: int) -> "ScriptedAssistant":
        self.depths.append(depth)
        return self

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
    ) -> Iterator[AnswerEvent]:
        self.documents.append(documents)
        self.asked.append((question, tuple(history)))
        answer = self.answers.get(question, refusal(question))
        if isinstance(answer, Exception):
            raise answer
        answer = replace(answer, question=question)
        yield Searching(answer.standalone_question)
        pieces = re.findall(r"\S+\s*|\s+", answer.text)
        yield TextDelta(pieces[0])
        if question in self.gates:
            self.gates[question].wait(30)
        for piece in pieces[1:]:
            yield TextDelta(piece)
        yield Finished(answer)


@dataclass(frozen=True)
class ScriptedShelf:
    """Documents to read and to list; none can be added."""

    documents: tuple[ParsedDocument, ...]
    earlier: tuple[ParsedDocument, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(one.doc_id, one.title, one.source, one.sha256, one.doc_id, "en", 0, 1)
            for one in (parsed.document for parsed in self.documents)
        )

    def document_version(self, doc_id: str, version: str) -> ParsedDocument:
        for one in (*self.documents, *self.earlier):
            if (one.document.doc_id, one.document.sha256) == (doc_id, version):
                return one
        raise UnknownDocumentError(f"{doc_id} with {version} is not kept.")

    def document(self, doc_id: str) -> ParsedDocument:
        for document in self.documents:
            if document.document.doc_id == doc_id:
                return document
        raise UnknownDocumentError(f"There is no document {doc_id!r}.")


@dataclass(frozen=True)
class ScriptedList:
    """What the view of the documents lists of a `ScriptedShelf`."""

    shelf: ScriptedShelf

    def entries(self, search: str = "") -> tuple[ShelfEntry, ...]:
        return tuple(
            ShelfEntry(one.doc_id, one.title, f"{one.doc_id}.md", None, "en", 1, None)
            for one in self.shelf.entries
            if search.casefold() in one.title.casefold()
        )


def suggesting(*questions: str) -> Callable[[str], Insights]:
    """Return insights of every document that suggest these questions."""
    suggestions = tuple(Suggestion(one, "", 0, 0, (), Sort.NUMBER) for one in questions)
    return lambda _: Insights(Glance((), (), (), (), ()), suggestions)


def scripted_desk(
    assistant: ScriptedAssistant,
    *documents: ParsedDocument,
    earlier: tuple[ParsedDocument, ...] = (),
    **more: object,
) -> Desk:
    """Return a desk with these documents on it, and what they were before."""
    shelf = ScriptedShelf(documents, earlier)
    home = Path(tempfile.mkdtemp(prefix="briefing-home-"))
    more.setdefault("chats", ConversationStore(home / "conversations"))
    more.setdefault("feedback", FeedbackStore(home / "feedback"))
    more.setdefault("drafts", Drafts(home / "cases"))
    return Desk(assistant=assistant, shelf=shelf, documents=ScriptedList(shelf), **more)
