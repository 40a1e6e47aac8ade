"""Case files: YAML lists of mappings, checked at the edge and turned into `Case` objects."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.answer import Turn
from evals.case import CASE_TYPES, Case, GoldSpan, Split, refuse
from evals.matching import normalised
from ingest.errors import BriefingError

DEFAULT_CASES = Path(__file__).parent / "cases"
"""The set on the shipped edition of the brief."""

CASE_SUFFIXES = frozenset({".yaml", ".yml"})

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _FileRecord(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _TurnRecord(_FileRecord):
    role: Literal["user", "assistant"]
    text: Words


class _GoldRecord(_FileRecord):
    document: Words
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    # Never stripped: white space is part of what the offsets promise.
    quote: Annotated[str, StringConstraints(min_length=1)]


class _CaseRecord(_FileRecord):
    id: Words
    type: Words
    split: Split
    language: Literal["en", "es", "pt"]
    question: Words
    history: list[_TurnRecord] = []
    answerable: bool
    answers: list[Annotated[list[Words], Field(min_length=1)]] = []
    gold: list[_GoldRecord] = []
    understood: list[Annotated[list[Words], Field(min_length=1)]] = []
    misunderstood: list[Words] = []
    note: str | None = None


def load_cases(path: Path = DEFAULT_CASES) -> tuple[Case, ...]:
    """Return the cases of one file, or of all YAML files of a folder in the order of their names.

    Unknown keys and types, duplicate ids, answerable cases without answers and the like are told
    together. Raises `BriefingError` that names, for each mistake, the file and the case.
    """
    cases: list[Case] = []
    problems: list[str] = []
    for file in _case_files(path):
        problems.extend(_read_into(cases, _entries(file), file.name))
    problems.extend(_duplicates(cases))
    refuse(problems, what=f"evaluation cases in {path} cannot be used")
    return tuple(cases)


def parse_cases(text: str, *, source: str) -> tuple[Case, ...]:
    """Return the cases that the text of a case file holds; raises as `load_cases` does.

    `source` is the name of the file that it is, or will be.
    """
    cases: list[Case] = []
    problems = [*_read_into(cases, _listed(text, source), source)]
    problems.extend(_duplicates(cases))
    refuse(problems, what=f"evaluation cases in {source} cannot be used")
    return tuple(cases)


def _read_into(cases: list[Case], entries: Sequence[object], source: str) -> Iterator[str]:
    """Add the cases that can be read; yield what is wrong with the others."""
    for position, entry in enumerate(entries, start=1):
        name = f"{source}: case {_entry_name(entry, position)}"
        try:
            record = _CaseRecord.model_validate(entry)
        except ValidationError as error:
            yield from (f"{name}: {detail}" for detail in _details(error))
            continue
        yield from (f"{name}: {contradiction}" for contradiction in _contradictions(record))
        cases.append(_case(record, source))


def _case_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise BriefingError(f"no evaluation cases at {path}: there is no such file or folder")
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in CASE_SUFFIXES)
    if not files:
        raise BriefingError(f"no evaluation cases in {path}: it holds no .yaml or .yml file")
    return files


def _entries(file: Path) -> list[object]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"cannot read evaluation cases from {file}: {error}") from error
    return _listed(text, str(file))


def _listed(text: str, source: str) -> list[object]:
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BriefingError(f"cannot read evaluation cases from {source}: {error}") from error
    if not isinstance(loaded, list) or not loaded:
        raise BriefingError(f"{source} is not a list of cases: each begins with '- id: ...'")
    return loaded


def _entry_name(entry: object, position: int) -> str:
    if isinstance(entry, Mapping) and entry.get("id"):
        return str(entry["id"])
    return f"number {position} (without an id)"


def _details(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        place = ".".join(str(part) for part in detail["loc"]) or "the entry"
        hint = " (put quotation marks around it)" if detail["type"] == "string_type" else ""
        yield f"{place}: {detail['msg']}{hint}"


def _contradictions(record: _CaseRecord) -> Iterator[str]:
    if record.type not in CASE_TYPES:
        yield f"unknown type {record.type!r}; the types are: {', '.join(CASE_TYPES)}"
    if record.answerable and not record.answers:
        yield "answerable, but without answers: give groups of accepted strings"
    if not record.answerable and record.answers:
        yield "not answerable, but with answers: remove them or set answerable: true"
    if record.type == "follow-up" and not record.history:
        yield "a follow-up without history: give the earlier turns"
    if record.understood and not record.history:
        yield "understood, but without history: it tells what a follow-up means"
    if record.misunderstood and not record.understood:
        yield "misunderstood, but without understood: tell what the follow-up means as well"
    for accepted in (text for group in (*record.answers, *record.understood) for text in group):
        if not normalised(accepted):
            yield f"the accepted string {accepted!r} holds no word or number"
    for span in record.gold:
        if span.end - span.start != len(span.quote):
            yield (
                f"gold {span.start}:{span.end} is {span.end - span.start} characters long, "
                f"its quote {len(span.quote)}"
            )


def _duplicates(cases: Sequence[Case]) -> Iterator[str]:
    counts = Counter(case.id for case in cases)
    for identifier in (identifier for identifier, count in counts.items() if count > 1):
        files = ", ".join(sorted({case.source for case in cases if case.id == identifier}))
        yield f"{files}: case {identifier}: the id is used {counts[identifier]} times"


def _case(record: _CaseRecord, source: str) -> Case:
    return Case(
        id=record.id,
        type=record.type,
        split=record.split,
        language=record.language,
        question=record.question,
        history=tuple(Turn(turn.role, turn.text) for turn in record.history),
        answerable=record.answerable,
        answers=tuple(tuple(group) for group in record.answers),
        gold=tuple(GoldSpan(g.document, g.start, g.end, g.quote) for g in record.gold),
        understood=tuple(tuple(group) for group in record.understood),
        misunderstood=tuple(record.misunderstood),
        note=record.note,
        source=source,
    )
