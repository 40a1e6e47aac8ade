"""What a question asks for, told by its words; it decides how an answer is composed."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.sides import Side, sides_of
from assistant.topic import topic_of


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


def analyse(text: str) -> Question:
    """Return a standalone question with its kind, its sides and its topic."""
    return Question(text, QuestionKind.FACT, sides_of(text), topic_of(text))
