"""The nouns of drafting: a document to make cases of, and a case that is proposed for it."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.glance.body import BodySentence, body_of
from assistant.glance.glance import Glance, Place
from evals.matching import says
from ingest.document import ParsedDocument


class Origin(StrEnum):
    """What in a document a case is made of; a queue takes them in turns, in this order."""

    FIGURE = "a figure"
    PERSON = "a person's role"
    DATE = "a date"
    DEFINITION = "a definition"
    LIST = "a list"
    REASON = "a reason"
    HEADING = "a heading"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case that nobody has looked at."""

    origin: Origin
    type: str
    """One of `evals.case.CASE_TYPES`, as an English question has it."""
    question: str
    answers: tuple[tuple[str, ...], ...]
    """Groups of accepted strings, as a case has them."""
    places: tuple[Place, ...]
    """The sentences that say it; never empty."""
    doubts: tuple[str, ...] = ()
    """What could not be made sure, each a hint to whoever looks at it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with what was found in it."""

    parsed: ParsedDocument
    glance: Glance
    body: tuple[BodySentence, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", body_of(self.parsed))

    @property
    def language(self) -> str:
        """Return the document's language, ISO 639-1."""
        return self.parsed.document.language

    def line(self, place: Place) -> str:
        """Return what stands at a place, in one line."""
        return " ".join(self.parsed.document.text[place.start : place.end].split())

    def elsewhere(self, accepted: str, places: tuple[Place, ...]) -> int:
        """Return how many other sentences of the argument say an accepted string."""
        starts = {place.start for place in places}
        return sum(says(one.line, accepted) for one in self.body if one.start not in starts)
