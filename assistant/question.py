"""What a question asks for, told by its words; it decides how an answer is composed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from assistant.names import names_in_phrase
from assistant.sides import Side, sides_of
from assistant.topic import is_open, topic_of
from assistant.wording import (
    ATTRIBUTE,
    CONFLICT,
    DEFINITION,
    LIST,
    NAMING,
    PLURAL,
    REASON,
    SPEAKING,
    SUMMARY,
)
from ingest.words import folded


class QuestionKind(StrEnum):
    """Kinds of question that are answered each in its own way."""

    FACT = "fact"
    """One thing: a name, a date, a number, yes or no. Also all that is none of the others."""
    LIST = "list"
    """All members of something: "Which three risks does it name?"."""
    COMPARISON = "comparison"
    """Two or more sides, or several questions in one: each part is searched for by itself."""
    REASON = "reason"
    """Why or how: a cause, a purpose, a way, which may take more than one sentence."""
    DEFINITION = "definition"
    """What something is or means."""
    SUMMARY = "summary"
    """A document, a section or a topic in brief."""
    ATTRIBUTION = "attribution"
    """Who says something, or what somebody says of it."""
    CONFLICT = "conflict"
    """Where the documents contradict themselves or each other."""


@dataclass(frozen=True, slots=True)
class Question:
    """A standalone question with what was told from its words."""

    text: str
    kind: QuestionKind
    sides: tuple[Side, ...] = ()
    """Two or more, or none."""
    topic: str = ""
    """What a summary or a conflict is to be about; empty for the whole document."""


# The first that fits decides, so that what is told by rarer words stands before the others. These
# hold for questions of several sides too: "Summarize Chile and Ecuador" asks for one summary.
_WHATEVER_THE_SIDES: Mapping[QuestionKind, re.Pattern[str]] = MappingProxyType(
    {QuestionKind.CONFLICT: CONFLICT, QuestionKind.SUMMARY: SUMMARY}
)
_OF_ONE_SIDE: Mapping[QuestionKind, re.Pattern[str]] = MappingProxyType(
    {
        QuestionKind.ATTRIBUTION: SPEAKING,
        QuestionKind.LIST: LIST,
        QuestionKind.DEFINITION: DEFINITION,
        QuestionKind.REASON: REASON,
    }
)
_WHAT_IS = re.compile(r"\W*(what|who)(?: is| are| was| were|'s|’s) (?:(an?|the) )?(.+?)\W*$", re.I)

# "What is the Territorial Control Plan?"; a longer phrase says something of the thing.
_LONGEST_TERM = 5


def analyse(text: str) -> Question:
    """Return a standalone question with its kind, its sides and its topic."""
    sides, topic = sides_of(text), topic_of(text)
    return Question(text, _kind(text, topic, several=bool(sides)), sides, topic)


def _kind(text: str, topic: str, *, several: bool) -> QuestionKind:
    asked = folded(text)
    found = _first(_WHATEVER_THE_SIDES, asked)
    if found is not None:
        return found
    if several:
        return QuestionKind.COMPARISON
    if is_open(text, topic):
        return QuestionKind.SUMMARY
    if NAMING.search(asked):
        return QuestionKind.FACT
    if defined_term(text):
        return QuestionKind.DEFINITION
    return _first(_OF_ONE_SIDE, asked) or QuestionKind.FACT


def _first(patterns: Mapping[QuestionKind, re.Pattern[str]], asked: str) -> QuestionKind | None:
    return next((kind for kind, pattern in patterns.items() if pattern.search(asked)), None)


def defined_term(text: str) -> str:
    """Return what "What is ...?" or "Who is ...?" asks about; empty where it asks more than that.

    A person counts by name only: "Who is the mayor?" asks for one.
    """
    match = _WHAT_IS.match(text)
    if match is None:
        return ""
    word, article, term = folded(match[1]), match[2], match[3]
    names = names_in_phrase(term)
    named = bool(names) and names[0].text == term
    if named and (word == "what" or not article):
        return str(term)
    plain = word == "what" and len(term.split()) <= _LONGEST_TERM
    attribute = ATTRIBUTE.search(folded(term)) is not None
    several = article == "the" and re.search(rf"{PLURAL}$", folded(term)) is not None
    return str(term) if plain and not attribute and not several else ""
