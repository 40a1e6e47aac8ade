"""A run as it was stored: read back from its JSON report, checked at the edge."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.report_json import FORMAT
from ingest.errors import BriefingError


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """A sentence that an answer cited, found, or should have cited."""

    doc_id: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredCase:
    """One case with what a run made of it."""

    id: str
    type: str
    split: str
    question: str
    history: tuple[str, ...]
    """The earlier turns' text, oldest first."""
    answerable: bool
    answers: tuple[tuple[str, ...], ...]
    gold: tuple[StoredQuote, ...]
    note: str | None
    status: str
    """The answer's, or `failed`."""
    text: str
    """Of the answer, or why there is none."""
    citations: tuple[StoredQuote, ...]
    evidence: tuple[StoredQuote, ...]
    """The nearest sentences, best first."""
    values: Mapping[str, float | None]
    """By measure; None where it does not apply."""
    reasons: Mapping[str, str]

    @property
    def is_right(self) -> bool:
        """Tell whether it is right, and every citation can be checked."""
        return all(self.values.get(name) != 0 for name in ("accuracy", "citation_validity"))

    @property
    def key(self) -> str:
        """Return what makes it the same case in another run: its id and all that is asked of it."""
        gold = [(one.doc_id, one.quote) for one in self.gold]
        return repr((self.id, self.question, self.history, self.answerable, self.answers, gold))


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One finished run."""

    time: str
    """When it began, ISO 8601 in UTC."""
    commit: str | None
    settings: Mapping[str, object]
    corpus_fingerprint: str
    documents: tuple[str, ...]
    cases: tuple[StoredCase, ...]


class _Lenient(BaseModel):
    # Reports of later versions may have more keys; `format` says when one changes its meaning.
    model_config = ConfigDict(extra="ignore")


class _Provenance(_Lenient):
    time: str
    commit: str | None
    settings: dict[str, Any]
    corpus_fingerprint: str
    documents: list[str]


class _Turn(_Lenient):
    text: str


class _Gold(_Lenient):
    document: str
    start: int
    end: int
    quote: str


class _CaseKeys(_Lenient):
    id: str
    type: str
    split: str
    question: str
    history: list[_Turn]
    answerable: bool
    answers: list[list[str]]
    gold: list[_Gold]
    note: str | None = None


class _Citation(_Lenient):
    doc_id: str
    start: int
    end: int
    quote: str
    heading_path: list[str]


class _Evidence(_Lenient):
    doc_id: str
    start: int
    end: int
    text: str
    heading_path: list[str] = []


class _Answer(_Lenient):
    status: str
    text: str
    citations: list[_Citation]
    evidence: list[_Evidence]


class _Score(_Lenient):
    name: str
    value: float | None
    reason: str


class _Result(_Lenient):
    case: _CaseKeys
    answer: _Answer | None
    failure: str | None
    scores: list[_Score]


class _Report(_Lenient):
    format: int
    provenance: _Provenance
    cases: list[_Result]


def read_run(path: Path) -> StoredRun:
    """Read a report that `evals.report_json` wrote to a file; raises as `parse_run` does."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"The run {path} cannot be read: {error}.") from error
    return parse_run(text, name=str(path))


def parse_run(text: str, *, name: str) -> StoredRun:
    """Return the run that a report's text holds.

    Args:
        text: as `evals.report_json.to_json` returns it.
        name: what messages call it.

    Raises:
        BriefingError: it is no such report, or one of another format.

    """
    mend = "Make it anew with: briefing eval --json FILE"
    try:
        content = json.loads(text)
    except ValueError as error:
        raise BriefingError(f"{name} is not JSON ({error}). {mend}") from error
    found = content.get("format") if isinstance(content, dict) else None
    if found != FORMAT:
        raise BriefingError(f"{name} has the format {found!r}; {FORMAT} is read. {mend}")
    try:
        report = _Report.model_validate(content)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise BriefingError(
            f"{name} is not the report of a run: {where}: {problem['msg']}. {mend}"
        ) from error
    return _run(report)


def _run(report: _Report) -> StoredRun:
    made = report.provenance
    return StoredRun(
        time=made.time,
        commit=made.commit,
        settings=made.settings,
        corpus_fingerprint=made.corpus_fingerprint,
        documents=tuple(made.documents),
        cases=tuple(_case(result) for result in report.cases),
    )


def _case(result: _Result) -> StoredCase:
    case, answer = result.case, result.answer
    return StoredCase(
        id=case.id,
        type=case.type,
        split=case.split,
        question=case.question,
        history=tuple(turn.text for turn in case.history),
        answerable=case.answerable,
        answers=tuple(tuple(group) for group in case.answers),
        gold=tuple(StoredQuote(g.document, g.start, g.end, g.quote) for g in case.gold),
        note=case.note,
        status=answer.status if answer else "failed",
        text=answer.text if answer else result.failure or "",
        citations=tuple(
            StoredQuote(c.doc_id, c.start, c.end, c.quote, tuple(c.heading_path))
            for c in (answer.citations if answer else ())
        ),
        evidence=tuple(
            StoredQuote(e.doc_id, e.start, e.end, e.text, tuple(e.heading_path))
            for e in (answer.evidence if answer else ())
        ),
        values={score.name: score.value for score in result.scores},
        reasons={score.name: score.reason for score in result.scores},
    )
