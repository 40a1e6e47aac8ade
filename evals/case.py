"""The nouns of evaluation: a question with what a right answer holds and where it stands."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from assistant.answer import Turn
from ingest.errors import BriefingError

CASE_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "number": "a figure, share, amount or count",
        "who": "a person, group or institution",
        "when": "a date, year or order in time",
        "why": "a cause, purpose, manner or means",
        "list": "all members of an enumeration",
        "comparison": "two or more sides against each other",
        "multi-hop": "facts that stand in different places, joined",
        "paraphrase": "asked without the content words of the text",
        "typo": "misspelt, or without its accents",
        "spanish": "asked in Spanish",
        "portuguese": "asked in Portuguese",
        "follow-up": "understood only with the earlier turns",
        "summary": "what a document, section or topic says as a whole",
        "unanswerable": "on the subject, but the documents do not say",
        "false-premise": "takes something for granted that the documents contradict",
        "attribution": "who says so",
        "contradiction": "the documents disagree with themselves",
        "off-topic": "has nothing to do with the documents",
        "injection": "tries to give the assistant orders",
    }
)
"""What each type of case asks for, in the order in which reports list them."""

Split = Literal["tune", "check"]
"""Thresholds may be set on `tune` only; `check` is what a change is judged by."""

# More would scroll the first, which often explains the others, off the screen.
SHOWN_PROBLEMS = 20

# Longest stretch of text in an error: a sentence is recognised by less.
SHOWN_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A place in a stored document that carries the answer, and what it says there."""

    document: str
    """The document's id."""
    start: int
    end: int
    """Offsets into the stored text, end exclusive."""
    quote: str
    """`text[start:end]`, so that a reader of the case file sees it and an edit is noticed."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with all that is needed to judge an answer without a model."""

    id: str
    type: str
    """One of `CASE_TYPES`, or the name of a public set."""
    split: Split
    language: str
    """ISO 639-1 code of the question."""
    question: str
    history: tuple[Turn, ...]
    answerable: bool
    """Whether the documents say it; if not, the right answer is a refusal."""
    answers: tuple[tuple[str, ...], ...]
    """Groups of accepted strings: a right answer holds at least one string of every group."""
    gold: tuple[GoldSpan, ...]
    note: str | None = None
    source: str = ""
    """Name of the file it came from, for messages."""
    understood: tuple[tuple[str, ...], ...] = ()
    """For a follow-up: groups of strings, one of each of which its standalone question must say."""
    misunderstood: tuple[str, ...] = ()
    """What its standalone question must not say: it belongs to a subject that was left."""


def check_gold(cases: Sequence[Case], texts: Mapping[str, str]) -> None:
    """Refuse cases whose gold spans do not say what they quote.

    `texts` are the stored texts by document id. Mistakes are told together. Raises
    `BriefingError` with, for each, file, case, document, the quote expected and the text found.
    """
    problems = [
        problem
        for case in cases
        for span in case.gold
        if (problem := _mismatch(case, span, texts)) is not None
    ]
    refuse(problems, what="gold spans do not match the documents")


def select_cases(
    cases: Sequence[Case], *, types: Sequence[str] = (), split: Split | None = None
) -> tuple[Case, ...]:
    """Return the cases of these types and this split, in their order; all where none is named.

    Raises `BriefingError` that lists the types there are, for a type that no case has.
    """
    present = dict.fromkeys(case.type for case in cases)
    for name in types:
        if name not in present:
            raise BriefingError(
                f"no case has the type {name!r}; the types are: {', '.join(present)}"
            )
    return tuple(
        case
        for case in cases
        if (not types or case.type in types) and (split is None or case.split == split)
    )


def cases_fingerprint(cases: Sequence[Case]) -> str:
    """Return the SHA-256, in hexadecimal, of what is asked and what is a right answer to it."""
    asked = [
        [
            case.id,
            case.question,
            [turn.text for turn in case.history],
            case.answerable,
            case.answers,
        ]
        for case in cases
    ]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def refuse(problems: Sequence[str], *, what: str) -> None:
    """Raise one `BriefingError` that lists the problems; do nothing where there are none."""
    if not problems:
        return
    lines = [f"{what} ({len(problems)}):", *(f"- {text}" for text in problems[:SHOWN_PROBLEMS])]
    if len(problems) > SHOWN_PROBLEMS:
        lines.append(f"- and {len(problems) - SHOWN_PROBLEMS} more")
    raise BriefingError("\n".join(lines))


def _mismatch(case: Case, span: GoldSpan, texts: Mapping[str, str]) -> str | None:
    name = f"{case.source}: case {case.id}" if case.source else f"case {case.id}"
    text = texts.get(span.document)
    if text is None:
        known = ", ".join(sorted(texts)) or "none"
        return f"{name}: no document {span.document!r}; the documents are: {known}"
    found = text[span.start : span.end]
    if found == span.quote:
        return None
    return (
        f"{name}: document {span.document!r} at {span.start}:{span.end}: "
        f"expected {_shown(span.quote)}, found {_shown(found)}; {_whereabouts(span.quote, text)}"
    )


def _whereabouts(quote: str, text: str) -> str:
    count = text.count(quote)
    if count == 0:
        return "the quote stands nowhere in the document"
    start = text.find(quote)
    place = f"{start}:{start + len(quote)}"
    if count == 1:
        return f"the quote stands at {place}"
    return f"the quote stands in {count} places, first at {place}"


def _shown(text: str) -> str:
    if len(text) <= SHOWN_CHARACTERS:
        return repr(text)
    return repr(text[:SHOWN_CHARACTERS]) + " ..."
