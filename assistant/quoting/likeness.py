"""How alike two texts are, told by the words that they share."""

import re

from ingest.terms import terms_of
from ingest.words import folded_words

# Two sentences that share so many of their words say the same (two briefs on one event, say).
SAME_SENTENCE = 0.8

_NUMBER = re.compile(r"\d")


def terms(text: str) -> frozenset[str]:
    """Return the stemmed words of a text without stop words and numbers.

    All texts are stemmed as English ones: what is compared is cut alike in any language.
    """
    return frozenset(one for one in terms_of(text) if not _NUMBER.search(one))


def shared(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of the smaller set's members that the other has too, 0 to 1."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def says_the_same(left: str, right: str) -> bool:
    """Tell whether two sentences share so many of their words that one of them is enough.

    Small words count: without them "Invest in rehabilitation" says no more than any sentence that
    has its two terms.
    """
    one, other = (frozenset(folded_words(text)) for text in (left, right))
    return shared(one, other) >= SAME_SENTENCE
