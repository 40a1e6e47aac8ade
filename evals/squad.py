"""Public question sets in the SQuAD manner, as JSONL, turned into cases and texts.

A set `NAME` is two files: `NAME.docs.jsonl` with `doc_id` and `text` a line, and
`NAME.questions.jsonl` with `id`, `question`, `answers`, `evidence`, `answerable`, `turns` and
`lang` a line. Offsets are Python string offsets, end exclusive.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Turn
from evals.case import Case, GoldSpan, Split, check_gold
from ingest.errors import BriefingError

DOCUMENTS_SUFFIX = ".docs.jsonl"
QUESTIONS_SUFFIX = ".questions.jsonl"


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Questions that others wrote, with the documents they are about."""

    name: str
    cases: tuple[Case, ...]
    """All of one type: the set's name."""
    texts: Mapping[str, str]
    """By document id."""
    titles: Mapping[str, str]
    """By document id."""
    asked_of: Mapping[str, str]
    """The document that a question is about, by case id."""


class _PublicRecord(BaseModel):
    # Not our format: each set has further keys that say nothing about right answers.
    model_config = ConfigDict(extra="ignore")


class _DocumentRecord(_PublicRecord):
    doc_id: str
    title: str
    text: str


class _EvidenceRecord(_PublicRecord):
    doc_id: str
    start: int
    end: int
    text: str


class _TurnRecord(_PublicRecord):
    role: Literal["user", "assistant"]
    text: str


class _QuestionRecord(_PublicRecord):
    id: str
    doc_ids: list[str] = Field(min_length=1, max_length=1)
    question: str
    answers: list[str]
    # Translated answers, where a set has them: right as well, if the answer is in that language.
    answers_es: list[str] = []
    evidence: list[_EvidenceRecord]
    answerable: bool
    turns: list[_TurnRecord] = []
    lang: str = "en"


Record = TypeVar("Record", bound=_PublicRecord)


def load_public_set(questions: Path, *, split: Split = "tune") -> PublicSet:
    """Return the set whose questions are in this file; its documents are read from beside it.

    A set's accepted answers are alternatives, hence one group. Its type is the file's name before
    `.questions.jsonl`, with hyphens. Raises `BriefingError` that names the file and line for what
    cannot be read, and for evidence that is not what the text says.
    """
    if not questions.name.endswith(QUESTIONS_SUFFIX):
        raise BriefingError(f"{questions} is no public set: its name must end {QUESTIONS_SUFFIX}")
    stem = questions.name.removesuffix(QUESTIONS_SUFFIX)
    documents = list(_records(questions.with_name(stem + DOCUMENTS_SUFFIX), _DocumentRecord))
    texts = {document.doc_id: document.text for document in documents}
    name = stem.replace("_", "-")
    records = list(_records(questions, _QuestionRecord))
    cases = tuple(
        _case(record, name=name, split=split, source=questions.name) for record in records
    )
    check_gold(cases, texts)
    return PublicSet(
        name=name,
        cases=cases,
        texts=texts,
        titles={document.doc_id: document.title for document in documents},
        asked_of={record.id: record.doc_ids[0] for record in records},
    )


def _records(file: Path, kind: type[Record]) -> Iterator[Record]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"cannot read the public set {file}: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield kind.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "the line"
            raise BriefingError(f"{file}, line {number}: {place}: {first['msg']}") from error


def _case(record: _QuestionRecord, *, name: str, split: Split, source: str) -> Case:
    accepted = tuple(dict.fromkeys([*record.answers, *record.answers_es]))
    if record.answerable and not accepted:
        raise BriefingError(f"{source}: case {record.id}: answerable, but without answers")
    return Case(
        id=record.id,
        type=name,
        split=split,
        language=record.lang,
        question=record.question,
        history=tuple(Turn(turn.role, turn.text) for turn in record.turns),
        answerable=record.answerable,
        answers=(accepted,) if record.answerable else (),
        gold=tuple(GoldSpan(e.doc_id, e.start, e.end, e.text) for e in record.evidence),
        source=source,
    )
