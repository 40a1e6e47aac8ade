"""The nouns of a glance: rows found in a document, each with the sentences that it rests on."""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """How strongly a document recommends something."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    PLAIN = "plain"
    """It stands among the recommendations; its words alone would not say so."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence, by its offsets into the document's text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts."""

    number: str
    """As written, with its unit: "$575 million", "70 percent"."""
    counts: str
    """What is counted, in the document's words: "homicides"."""
    where: str
    """A place that the sentence names; empty where it names none, or several."""
    when: str
    """A date as written; empty where the sentence has none, or several."""
    places: tuple[Place, ...]
    """Never empty; the first is the one to show, the others restate it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a date."""

    when: str
    """As written: "March 21, 2020"."""
    date: str
    """For sorting: "2020-03-21", "2020-03" or "2020"; of a range the beginning."""
    what: str
    """The sentence that tells it, in one line."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person by full name."""

    name: str
    role: str
    """What the text says they are: "the mayor of Lima"; empty where it does not say."""
    mentions: int
    """How often the body has the last word of the name."""
    places: tuple[Place, ...]
    """Where the role stands, or the name is first mentioned; then the other full mentions."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An institution, party, company, armed group or the like."""

    name: str
    acronym: str
    """As the text introduces it; empty where it does not."""
    description: str
    """What the text says it is: "a criminal group"; empty where it does not say."""
    mentions: int
    """Of the name and the acronym together."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Something that the document recommends."""

    title: str
    """The heading or run-in title that it stands under; empty where there is none of its own."""
    text: str
    """The sentence that recommends, in one line."""
    modality: Modality
    who: str
    """Who should do it; empty where the sentence does not say."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What a document holds at a glance."""

    figures: tuple[Figure, ...]
    """Most telling first."""
    events: tuple[Event, ...]
    """In the order of their dates."""
    people: tuple[Person, ...]
    """Most mentioned first."""
    organisations: tuple[Organisation, ...]
    """Most mentioned first."""
    recommendations: tuple[Recommendation, ...]
    """In the order of the text."""
