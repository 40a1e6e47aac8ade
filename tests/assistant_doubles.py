"""Scripted readers and composers, and evidence on an invented text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from assistant.answer import Answer, Evidence, FoundBy
from assistant.composer import Statement
from assistant.material import Material
from assistant.query import Query
from assistant.question import analyse
from assistant.reader.reading import Reading
from assistant.retrieval import Candidate
from ingest.document import Document, ParsedDocument, Passage, SentenceKind
from ingest.library import Library
from ingest.snapshot import Snapshot

MARKER = re.compile(r"\[(\d+)\]")

TEXT = (
    "The ferry to Norrholm sails twice a day. It carries 64 cars.\n\n"
    "In 2019 the council of Norrholm bought a second ferry for 9.5 million crowns."
)


@dataclass
class ScriptedComposer:
    """Writes what it is told to, and remembers what it was asked."""

    sentences: Sequence[str] = ("As the first source says.", "And the second.")
    history: list[tuple[str, tuple[Evidence, ...]]] = field(default_factory=list)
    model_name: str = "scripted"

    def compose(self, material: Material) -> Iterator[Statement]:
        self.history.append((material.question.text, material.evidence))
        for sentence, support in zip(self.sentences, material.evidence, strict=False):
            yield Statement(sentence, (support,))


@dataclass
class ScriptedReader:
    """Gives every passage the same probability, and later sentences lower scores."""

    probability: float
    history: list[int] = field(default_factory=list)

    def read(self, query: Query, candidates: Sequence[Candidate]) -> list[Reading]:
        self.history.append(len(candidates))
        return [
            Reading(
                tuple(1.0 / (1 + number) for number in range(len(candidate.sentences))),
                answer_probability=self.probability,
            )
            for candidate in candidates
        ]


def document(text: str = TEXT, *, doc_id: str = "ferry") -> Document:
    return Document(doc_id, "Ferries", f"/briefs/{doc_id}.md", None, "en", "0" * 64, text)


def evidence(
    text: str, *, source: Document | None = None, score: float = 1.0, start: int | None = None
) -> Evidence:
    """Return evidence for a sentence at its place, or at a wrong one where `start` is given."""
    source = source or document()
    at = source.text.index(text) if start is None else start
    passage = Passage(
        passage_id=f"{source.doc_id}:0",
        doc_id=source.doc_id,
        heading_path=("Ferries",),
        text=source.text,
        start=0,
        end=len(source.text),
        first_sentence=0,
        last_sentence=2,
        kind=SentenceKind.BODY,
        content_hash="",
    )
    return Evidence(passage, at, at + len(text), text, score, FoundBy.BOTH)


@dataclass(frozen=True)
class Shelf:
    """Parsed documents where a composer expects a snapshot: it looks up what stands around."""

    parsed: tuple[ParsedDocument, ...] = ()

    def document(self, doc_id: str) -> ParsedDocument:
        return next(one for one in self.parsed if one.document.doc_id == doc_id)


def material(
    question: str, evidence: Sequence[Evidence], *parsed: ParsedDocument, **found: Any
) -> Material:
    """Return what a composer gets for a question, the documents being `parsed`."""
    shelf = cast(Snapshot, Shelf(parsed))
    return Material(analyse(question), tuple(evidence), shelf, **found)


def check_citations(answer: Answer, library: Library) -> None:
    """Assert what holds for each answer: quotes are exact, markers and citations are one to one."""
    for citation in answer.citations:
        stored = library.document(citation.doc_id).document.text
        assert citation.quote == stored[citation.start : citation.end] != ""
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    marked = [int(number) for number in MARKER.findall(answer.text)]
    assert list(dict.fromkeys(marked)) == numbers
