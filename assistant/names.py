"""Proper names, numbers and years in a question, as far as spelling shows them."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ingest.terms import is_stop_word
from ingest.words import folded

# Capitalised words, joined by the small words that stand inside names (Tren de Aragua).
_NAME = re.compile(
    r"[^\W\d_a-zà-ÿ][\w’'-]*(?:(?: (?:de|del|da|do|dos|la|las|los|of|the|y|e))* "
    r"[^\W\d_a-zà-ÿ][\w’'-]*)*"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

# Two spellings are one name from this likeness on, in percent: "Equador" and "Ecuador" (86) are,
# "Chile" and "China" (60) are not.
SAME_NAME = 80

# A country and its people share their beginning: Panama, Panamanian; Ecuador, Ecuadorian.
SHARED_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at its place in a text."""

    text: str
    start: int
    end: int


def names_in(text: str) -> list[Name]:
    """Return the proper names of a text in order.

    A word that opens a sentence counts unless it is a common word, so that "Chile?" is a name and
    "Which" is not; a capital alone cannot tell "Security" from "Salvador" there.
    """
    names = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        if _opens_sentence(text, start):
            first = re.match(r"[\w’'-]+", text[start:end])
            if first and is_stop_word(folded(first.group())):
                rest = _NAME.search(text, start + first.end(), end)
                if rest is None:
                    continue
                start, end = rest.span()
            elif first and first.end() == end - start and len(text.split()) > 1:
                # One capitalised word at the very beginning is as likely a verb ("Summarise ...").
                continue
        names.append(Name(text[start:end], start, end))
    return names


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text, with their decimals, in order."""
    return _NUMBER.findall(text)


def is_known(name: str, vocabulary: Collection[str]) -> bool:
    """Tell whether a name, or a close spelling of it, is among folded words.

    Half of a longer name's words suffice: people leave out and add second names.
    """
    words = [word for word in re.findall(r"[^\W_]+", folded(name)) if not is_stop_word(word)]
    if not words:
        return True
    known = sum(_is_known_word(word, vocabulary) for word in words)
    return 2 * known >= len(words)


def _is_known_word(word: str, vocabulary: Collection[str]) -> bool:
    if word in vocabulary:
        return True
    if len(word) < SHARED_BEGINNING:
        return False
    beginning = word[:SHARED_BEGINNING]
    if any(other.startswith(beginning) for other in vocabulary):
        return True
    closest = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=SAME_NAME)
    return closest is not None


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\t\"“‘'(¿¡")
    return not before or before[-1] in ".?!:;"
