"""Names, years and numbers of a text, by kind: what may stand in another's place."""

import re
from enum import StrEnum

from assistant.names import names_in, numbers_in, years_in
from ingest.terms import is_stop_word

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_YEAR = re.compile(r"(1[0-9]|20)\d\d")
_NUMBER = re.compile(r"[\d.,]+")

# A shorter name is an initial or a fragment.
_SHORTEST_NAME = 3


class MentionKind(StrEnum):
    """Kinds of mention; one of a kind is a plausible stand-in for another."""

    MONTH = "month"
    YEAR = "year"
    NUMBER = "number"
    ACRONYM = "acronym"
    PAIR = "pair"
    """Two words: most often a person."""
    NAME = "name"
    """One word: most often a place."""
    LONG = "long"


def kind_of(mention: str) -> MentionKind:
    """Return the kind of a name, year or number."""
    words = mention.split()
    if mention in _MONTHS:
        return MentionKind.MONTH
    if _YEAR.fullmatch(mention):
        return MentionKind.YEAR
    if _NUMBER.fullmatch(mention):
        return MentionKind.NUMBER
    if mention.isupper():
        return MentionKind.ACRONYM
    if len(words) == 2 and all(word.isalpha() for word in words):
        return MentionKind.PAIR
    return MentionKind.NAME if len(words) == 1 else MentionKind.LONG


def mentions_in(text: str) -> list[str]:
    """Return the names, then the years, then the numbers of a text, each once."""
    names = [name.text for name in names_in(text) if len(name.text) >= _SHORTEST_NAME]
    found = dict.fromkeys([*names, *years_in(text), *numbers_in(text)])
    return [mention for mention in found if not is_stop_word(mention.lower())]


def substituted(text: str, old: str, new: str) -> str:
    """Return a text with every whole occurrence of `old` replaced."""
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)
