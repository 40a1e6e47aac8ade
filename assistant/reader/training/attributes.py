"""What is commonly asked of people, places and bodies, and the words that tell it."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Subject(StrEnum):
    """What sorts of thing a name names, as far as can be told from where it stands."""

    PERSON = "person"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that is asked of many things of a sort."""

    words: str
    """A pattern of what a text that tells it would have, capitals or not."""
    questions: tuple[str, ...]
    """Ways of asking it; `{name}` stands for the thing."""


@cache
def attributes_of(subject: Subject) -> tuple[Attribute, ...]:
    """Return what is commonly asked of a sort of thing: a line each of `attributes.tsv`."""
    text = files("assistant.reader.training").joinpath("attributes.tsv").read_text("utf-8")
    rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Attribute(words, tuple(questions)) for sort, words, *questions in rows if sort == subject
    )
