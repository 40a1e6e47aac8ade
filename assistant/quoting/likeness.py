"""Whether two sentences say the same, told by the words that they share."""

import re

from ingest.terms import terms_of

# Two sentences that share so many of their terms say the same (two briefs on one event, say).
SAME_SENTENCE = 0.8

_NUMBER = re.compile(r"\d")


def terms(text: str, *, language: str = "en") -> frozenset[str]:
    """Return the stemmed words of a text without stop words and numbers."""
    return frozenset(one for one in terms_of(text, language=language) if not _NUMBER.search(one))


def shared(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of the smaller set's members that the other has too, 0 to 1."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def says_the_same(left: str, right: str, *, language: str = "en") -> bool:
    """Tell whether two sentences share nearly all of their terms, numbers included."""
    one, other = (frozenset(terms_of(text, language=language)) for text in (left, right))
    return shared(one, other) >= SAME_SENTENCE
