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
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

# Two spellings are one name from this likeness on, in percent: "Equador" and "Ecuador" (86) are,
# "Chile" and "China" (60) are not.
SAME_NAME = 80

# A country and its people share their beginning: Panama, Panamanian; Ecuador, Ecuadorian.
SHARED_BEGINNING = 5


# "WHAT IS CECOT" and "What Is The Brief About" are typed without regard to capitals; "Who is Nayib
# Bukele of El Salvador" has half of its words capitalised by right.
SHOUTING = 0.75
MIN_WORDS_TO_SHOUT = 4


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

    A text that capitalises most of its words shows nothing by it, and has no names here.
    """
    if _shouts(text):
        return []
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


def years_in(text: str) -> list[str]:
    """Return the years of a text, 1500 to 2099, in order."""
    return _YEAR.findall(text)


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text, with their decimals, in order."""
    return _NUMBER.findall(text)


def is_known(name: str, *, vocabulary: Collection[str], name_words: Collection[str]) -> bool:
    """Tell whether texts mention a name, in this or a close spelling.

    A name is unknown when one of its words is nowhere in the texts and none stands in them as a
    name does: "Paris Agreement" is unknown to a text about an agreement, "Patty Bullrich" is known
    to one about Patricia Bullrich, and so is "Supreme Court" to one that writes it small.

    Args:
        name: a proper name or a year.
        vocabulary: all folded words of the texts.
        name_words: those of them that occur with a capital.

    """
    words = [word for word in re.findall(r"[^\W_]+", folded(name)) if not is_stop_word(word)]
    if all(_is_known_word(word, vocabulary) for word in words):
        return True
    return any(_is_known_word(word, name_words) for word in words)


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


def _shouts(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", text)
    capitalised = sum(not word[0].islower() for word in words)
    return len(words) >= MIN_WORDS_TO_SHOUT and capitalised >= SHOUTING * len(words)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\t\"“‘'(¿¡")
    return not before or before[-1] in ".?!:;"
