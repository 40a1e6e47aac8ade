"""Answers as JSON, and files of questions answered line by line.

The form is a contract with programs that read it: keys are added, never renamed or removed.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from assistant.answer import Answer, Turn
from assistant.assistant import Assistant, check_question
from ingest.errors import BriefingError

# The contract asks for ten; twice as many let a reader measure recall further down.
EVIDENCE_LISTED = 20


class TurnLine(BaseModel):
    """An earlier turn in a line of questions."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["user", "assistant"]
    text: str


class QuestionLine(BaseModel):
    """One line of a file of questions; keys that we do not know are left to their owner."""

    model_config = ConfigDict(extra="ignore")

    id: str | int
    question: str
    history: list[TurnLine] = []

    @field_validator("question")
    @classmethod
    def _can_be_asked(cls, question: str) -> str:
        try:
            check_question(question)
        except BriefingError as error:
            raise ValueError(str(error)) from error
        return question

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return the earlier turns, oldest first."""
        return tuple(Turn(turn.role, turn.text) for turn in self.history)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of a file of questions."""

    questions: int
    by_status: dict[str, int]


def answer_record(answer: Answer) -> dict[str, Any]:
    """Return an answer as the contract has it, without an id."""
    return {
        "status": answer.status.value,
        "text": answer.text,
        "citations": [
            {
                "number": citation.number,
                "doc_id": citation.doc_id,
                "start": citation.start,
                "end": citation.end,
                "quote": citation.quote,
                "heading_path": list(citation.heading_path),
                "page": citation.page,
            }
            for citation in answer.citations
        ],
        "evidence": [
            {
                "doc_id": evidence.passage.doc_id,
                "start": evidence.start,
                "end": evidence.end,
                "score": round(evidence.score, 6),
            }
            for evidence in answer.evidence[:EVIDENCE_LISTED]
        ],
        "model": answer.model_name,
        "seconds": round(answer.timings["total"], 6),
        "standalone_question": answer.standalone_question,
        "checks": [
            {
                "start": check.start,
                "end": check.end,
                "verdict": check.verdict.value,
                "reason": check.reason,
            }
            for check in answer.checks
        ],
        "account": None if answer.account is None else asdict(answer.account),
    }


def read_questions(path: Path) -> list[QuestionLine]:
    """Read a file of questions whole before the first is answered.

    Raises:
        BriefingError: the file cannot be read, or a line is not a question; names the line.

    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"The file of questions {path} cannot be read: {error}.") from error
    questions = [
        _question(line, place=f"{path}:{number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    if not questions:
        raise BriefingError(f"The file of questions {path} holds no line.")
    return questions


def answer_batch(
    questions: Sequence[QuestionLine],
    out: Path,
    assistant: Assistant,
    *,
    documents: Collection[str] | None = None,
    on_progress: Callable[[int, int], None],
) -> BatchReport:
    """Answer questions one by one, each written as soon as it is known.

    `documents` are the ids of those that answers may come from; all where None.
    """
    by_status: dict[str, int] = {}
    answered = _answered(questions, assistant, documents)
    try:
        with out.open("w", encoding="utf-8") as file:
            for done, (line, record) in enumerate(answered, start=1):
                file.write(json.dumps({"id": line.id, **record}, ensure_ascii=False) + "\n")
                file.flush()
                by_status[record["status"]] = by_status.get(record["status"], 0) + 1
                on_progress(done, len(questions))
    except OSError as error:
        raise BriefingError(f"The answers cannot be written to {out}: {error.strerror}.") from error
    return BatchReport(len(questions), by_status)


def _answered(
    questions: Sequence[QuestionLine], assistant: Assistant, documents: Collection[str] | None
) -> Iterator[tuple[QuestionLine, dict[str, Any]]]:
    for line in questions:
        yield line, answer_record(assistant.answer(line.question, line.turns, documents))


def _question(line: str, *, place: str) -> QuestionLine:
    try:
        return QuestionLine.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        message = problem["msg"].removeprefix("Value error, ").rstrip(".")
        raise BriefingError(
            f"{place} is not a question: {where + ': ' if where else ''}{message}. "
            'A line looks like {"id": "1", "question": "...", "history": []}.'
        ) from error
