"""What an answer's text consists of: statements, each with its markers and how far it is borne out.

Derived from the text and its citations alone, so that it holds for stored conversations as well.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.citation import shown
from assistant.phrases import PHRASES
from ui.wording import VERDICT_WORDS

MARKER = re.compile(r"[ \u00a0]?\[(\d{1,3})\]")

# The markers behind a sentence.
_BEHIND = re.compile(r"(?:[ \u00a0]?\[\d{1,3}\])+")

# Of a title or heading before a quote; what stands before it otherwise may change its meaning.
LONGEST_LEAD = 160

# The name that a pronoun stands for, put before a quote by `assistant.quoting.subject`.
_SUBJECT = re.compile(r"^\[[^\]]{1,80}:\] ")

_LEADS = frozenset(phrases.partial_lead for phrases in PHRASES.values())


class Standing(StrEnum):
    """How far the sources bear a statement out."""

    QUOTED = "quoted"
    """Word for word what stands in the source."""
    SHORT = "short"
    """The exact words that answer, out of the sentence that is quoted after them."""
    CITED = "cited"
    """In other words than the source's, checked against the sentence that is cited."""
    PARTLY = "partly"
    """Something in it is not in the sentence that is cited."""
    UNSUPPORTED = "unsupported"
    """No sentence bears it out."""
    CONTRADICTED = "contradicted"
    """The sentence that was cited for it says otherwise."""
    LEAD = "lead"
    """The assistant's own words about the answer, which claim nothing."""


class Confidence(StrEnum):
    """What a whole answer may be relied on for, in the word that is shown."""

    QUOTED = "Quoted"
    VERIFIED = "Verified"
    PARTLY = "Partly supported"
    ABSENT = "Not in the documents"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an answer: text as it stands, or one marker."""

    text: str
    marker: int | None = None
    """The number in the marker; None for text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of an answer's text with the markers after it."""

    text: str
    """As it stands, with the white space around it."""
    numbers: tuple[int, ...]
    standing: Standing
    reason: str = ""
    """Of the standing, where a check found one."""


NOT_SUPPORTED = "No sentence in the documents was found that says this."

_STANDINGS = {
    Verdict.SUPPORTED: Standing.CITED,
    Verdict.PARTLY: Standing.PARTLY,
    Verdict.UNSUPPORTED: Standing.UNSUPPORTED,
    Verdict.CONTRADICTED: Standing.CONTRADICTED,
}
# Of an answer with one of these a reader must look twice.
_WANTING: Mapping[Standing, Verdict] = MappingProxyType(
    {
        standing: verdict
        for verdict, standing in _STANDINGS.items()
        if verdict is not Verdict.SUPPORTED
    }
)


def note_of(statement: Statement) -> str:
    """Return in words what is the matter with a statement; nothing where all is well."""
    if statement.standing not in _WANTING:
        return ""
    if not statement.reason:
        return NOT_SUPPORTED
    return f"{VERDICT_WORDS[_WANTING[statement.standing]]}: {statement.reason}."


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


def statements_of(answer: Answer) -> list[Statement]:
    """Return the statements of an answer; joined with their markers they are its text."""
    statements: list[Statement] = []
    position = 0
    for check in answer.checks:
        statements += _unchecked(answer, answer.text[position : check.start])
        behind = _BEHIND.match(answer.text, check.end)
        position = behind.end() if behind else check.end
        numbers = tuple(int(one) for one in re.findall(r"\d+", answer.text[check.end : position]))
        text = answer.text[check.start : check.end]
        statements.append(Statement(text, numbers, _STANDINGS[check.verdict], check.reason))
    return [*statements, *_unchecked(answer, answer.text[position:])]


def _unchecked(answer: Answer, stretch: str) -> list[Statement]:
    """Return the statements of a stretch of an answer that needed no check: quotes and leads."""
    if answer.checks and not stretch.strip():
        return [Statement(stretch, (), Standing.LEAD)] if stretch else []
    statements: list[Statement] = []
    text, numbers = "", []
    for segment in marked_segments(stretch, answer.citations):
        if segment.marker is not None:
            numbers.append(segment.marker)
            continue
        if text:
            statements.append(_statement(answer, text, numbers, first=not statements))
        text, numbers = segment.text, []
    if text:
        statements.append(_statement(answer, text, numbers, first=not statements))
    return [one for statement in statements for one in _without_lead(statement)]


def confidence_of(answer: Answer) -> Confidence:
    """Return the word for what an answer may be relied on for."""
    if answer.status is Status.ABSTAINED:
        return Confidence.ABSENT
    standings = {statement.standing for statement in statements_of(answer)}
    if answer.status is Status.PARTIAL or not standings.isdisjoint(_WANTING):
        return Confidence.PARTLY
    return Confidence.VERIFIED if Standing.CITED in standings else Confidence.QUOTED


def _statement(answer: Answer, text: str, numbers: list[int], *, first: bool) -> Statement:
    return Statement(text, tuple(numbers), _standing(answer, text, numbers, first=first))


def _standing(answer: Answer, text: str, numbers: list[int], *, first: bool) -> Standing:
    said = _without_own_lead(shown(text))
    if not numbers:
        return Standing.UNSUPPORTED if said else Standing.LEAD
    quotes = [shown(one.quote) for one in answer.citations if one.number in numbers]
    if _SUBJECT.sub("", said) in quotes or any(_is_led(said, quote) for quote in quotes):
        return Standing.QUOTED
    words = said.rstrip(".").casefold()
    if first and words and any(words in quote.casefold() for quote in quotes):
        return Standing.SHORT
    return Standing.CITED


def _is_led(said: str, quote: str) -> bool:
    """Tell whether a text is a quote, alone or behind the title or heading that it stands under."""
    lead = said.removesuffix(quote)
    return said == quote or (lead != said and lead.endswith(": ") and len(lead) <= LONGEST_LEAD)


def _without_own_lead(text: str) -> str:
    lead = next((lead for lead in _LEADS if text.startswith(lead)), "")
    return text[len(lead) :].strip()


def _without_lead(statement: Statement) -> list[Statement]:
    """Part the assistant's own lead from the first quote that follows it."""
    start = len(statement.text) - len(statement.text.lstrip())
    lead = next((lead for lead in _LEADS if statement.text.startswith(lead, start)), None)
    if lead is None or statement.standing is Standing.LEAD:
        return [statement]
    cut = start + len(lead)
    rest = Statement(statement.text[cut:], statement.numbers, statement.standing)
    return [Statement(statement.text[:cut], (), Standing.LEAD), rest]
