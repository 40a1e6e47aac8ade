"""The public question sets that the reader is measured on, never trained on."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.embedding import Embedder
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.sentences import Span
from ingest.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class TuningQuestion:
    """A question about one document, answerable or not."""

    question_id: str
    doc_id: str
    text: str
    answers: tuple[str, ...]
    """What people marked; none where the question is not answerable."""
    evidence: tuple[Span, ...]
    """Where the answers stand: offsets into the document."""
    paragraph: Span | None
    """The paragraph that the question was written on, where that is known."""

    @property
    def answerable(self) -> bool:
        """Tell whether its paragraph answers the question."""
        return bool(self.answers)


@dataclass(frozen=True, slots=True)
class TuningSet:
    """Questions with their documents."""

    name: str
    questions: tuple[TuningQuestion, ...]
    texts: dict[str, str]
    """By document id."""


@dataclass(frozen=True, slots=True)
class Article:
    """A document in an index of its own, with the questions about it."""

    snapshot: Snapshot
    questions: tuple[TuningQuestion, ...]


def load_tuning_set(folder: Path, name: str) -> TuningSet:
    """Return the set of `NAME.docs.jsonl` and `NAME.questions.jsonl`."""
    texts = {one["doc_id"]: one["text"] for one in _records(folder / f"{name}.docs.jsonl")}
    questions = _records(folder / f"{name}.questions.jsonl")
    return TuningSet(name, tuple(_question(one) for one in questions), texts)


@contextmanager
def indexed_articles(tuning: TuningSet, embedder: Embedder) -> Iterator[Iterator[Article]]:
    """Index each document by itself, as its questions are about it alone, and forget it after."""
    with tempfile.TemporaryDirectory(prefix="briefing-reader-") as folder:
        yield _indexed(tuning, Path(folder), embedder)


def _indexed(tuning: TuningSet, folder: Path, embedder: Embedder) -> Iterator[Article]:
    for number, (doc_id, text) in enumerate(tuning.texts.items()):
        file = folder / f"document-{number}.md"
        file.write_text(text, encoding="utf-8")
        index = folder / str(number)
        ingest([file], folder=index, embedder=embedder)
        about = tuple(one for one in tuning.questions if one.doc_id == doc_id)
        yield Article(Library(index, embedder).snapshot(), about)


def _records(file: Path) -> list[dict[str, Any]]:
    lines = file.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def _question(record: dict[str, Any]) -> TuningQuestion:
    return TuningQuestion(
        question_id=record["id"],
        doc_id=record["doc_ids"][0],
        text=record["question"],
        answers=tuple(record["answers"]) if record["answerable"] else (),
        evidence=_spans(record["evidence"]),
        paragraph=next(iter(_spans(record.get("context_spans") or [])), None),
    )


def _spans(records: Sequence[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(one["start"], one["end"]) for one in records)
