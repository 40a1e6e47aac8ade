"""Proper names, numbers and years in a question, as far as spelling shows them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.demonyms import relatives
from ingest.terms import is_stop_word
from ingest.vocabulary import Vocabulary
from ingest.words import folded, folded_words, lexicon, surface_words

# Every capital of the scripts that have them, up to the end of the Greek and Cyrillic blocks.
_CAPITALS = "".join(map(chr, filter(lambda code: chr(code).isupper(), range(0x530))))

# A possessive ends a name: "El Salvador's GDP" is about two things.
_CAPITALISED = rf"(?<!\w)[{_CAPITALS}][\w-]*(?:[’'](?!s\b)[\w-]+)*"
# Capitalised words, joined by the small words that stand inside names (Tren de Aragua).
_NAME = re.compile(
    rf"{_CAPITALISED}(?:(?: (?:de|del|da|do|dos|la|las|los|of|the|y|e))* {_CAPITALISED})*"
)
_ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

# Two spellings with one first letter are one name from this likeness on, in percent: "Equador" and
# "Ecuador" (86) are, "Chile" and "China" (60) are not.
SAME_NAME = 84

# A country and its people share their beginning: Panama, Panamanian; Ecuador, Ecuadorian.
SHARED_BEGINNING = 5

# What a people's name adds to its country's: Salvador, Salvadorians.
LONGEST_ENDING = 5
# Of a name too short to share its beginning: Peruvian, Cubans, Iraqi.
SHORTEST_PLACE = 4
PEOPLE_ENDINGS = lexicon("n ns an ans ian ians vian vians ean eans ese i is")

# "WHAT IS THE HOMICIDE RATE" and "What Does The Brief Recommend" are typed without regard to
# capitals; fewer long words, all capitalised, may well be names.
MIN_WORDS_TO_SHOUT = 4

# Words that stand in many names and so do not tell one from another.
GENERIC_NAME_WORDS = lexicon(
    "north south east west northern southern eastern western central new old great upper lower "
    "san santa saint st united president prime minister king queen pope mayor senator judge "
    "general doctor dr mr mrs ms sir republic city state states america american latin"
)

# Behind a small word a capital is seen for what it is, though it is the first of its text.
_NO_OPENING = "of "


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


def names_in_phrase(phrase: str) -> list[Name]:
    """Return the proper names of a phrase that opens no sentence: "Chile" at its start is one."""
    names = names_in(_NO_OPENING + phrase)
    before = len(_NO_OPENING)
    return [Name(name.text, name.start - before, name.end - before) for name in names]


def years_in(text: str) -> list[str]:
    """Return the years of a text, 1500 to 2099, in order."""
    return _YEAR.findall(text)


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text, with their decimals, in order."""
    return _NUMBER.findall(text)


def acronyms_in(text: str) -> list[str]:
    """Return the acronyms of three and more letters in a text, in order."""
    return [] if _shouts(text) else _ACRONYM.findall(text)


def is_spelled_out(acronym: str, texts: Iterable[str]) -> bool:
    """Tell whether a text has words with these initials in a row, small words between them.

    Words of two letters do not count: "no real answer" does not spell out NRA.
    """
    words = r"\W+(?:\w{1,3}\W+)?".join(rf"{re.escape(letter)}\w\w+" for letter in acronym)
    pattern = re.compile(rf"\b{words}", re.IGNORECASE)
    return any(pattern.search(text) for text in texts)


def is_known(name: str, *, vocabulary: Collection[str], name_words: Collection[str]) -> bool:
    """Tell whether texts mention a name, in this or a close spelling.

    A name is unknown when one of its words is nowhere in the texts and none stands in them as a
    name does: "Paris Agreement" is unknown to a text about an agreement, "Patty Bullrich" is known
    to one about Patricia Bullrich, and so is "Supreme Court" to one that writes it small.

    Args:
        name: a proper name or a year.
        vocabulary: all folded words of the texts.
        name_words: those of them that occur with a capital only.

    """
    words = [
        word
        for word in re.findall(r"[^\W_]+", folded(name))
        if len(word) > 1 and not is_stop_word(word)
    ]
    if all(_is_known_word(word, vocabulary) for word in words):
        return True
    telling = [word for word in words if word not in GENERIC_NAME_WORDS]
    return any(_is_known_word(word, name_words) for word in telling)


def is_mentioned(name: str, words: Vocabulary) -> bool:
    """Tell whether documents with these words mention a name; see `is_known`."""
    return is_known(name, vocabulary=words.words, name_words=words.names)


def is_named_in(name: str, text: str) -> bool:
    """Tell whether a text names somebody or something: by all of the name, or by its last word.

    A place is named where its people are. "Castro" names Xiomara Castro; "court" no Supreme Court.
    """
    parts = [word for word in folded_words(name) if not is_stop_word(word)]
    words = surface_words(text)
    every = frozenset(folded(word) for word in words)
    capitalised = frozenset(folded(word) for word in words if not word[0].islower())

    def has(part: str, among: frozenset[str]) -> bool:
        return part in among or bool(relatives(part, among))

    if not parts or all(has(part, every) for part in parts):
        return bool(parts)
    return parts[-1] not in GENERIC_NAME_WORDS and has(parts[-1], capitalised)


def _is_known_word(word: str, vocabulary: Collection[str]) -> bool:
    if word in vocabulary:
        return True
    if _is_place_or_its_people(word, vocabulary):
        return True
    if len(word) < SHARED_BEGINNING:
        return False
    beginning = word[:SHARED_BEGINNING]
    related = (other for other in vocabulary if other.startswith(beginning))
    if any(abs(len(other) - len(word)) <= LONGEST_ENDING for other in related):
        return True
    alike = (other for other in vocabulary if other[0] == word[0])
    return process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=SAME_NAME) is not None


def _is_place_or_its_people(word: str, vocabulary: Collection[str]) -> bool:
    """Tell whether a text names the people of this place, or the place of these: Peru, Peruvian."""
    if len(word) >= SHORTEST_PLACE and any(word + one in vocabulary for one in PEOPLE_ENDINGS):
        return True
    places = (word.removesuffix(one) for one in PEOPLE_ENDINGS if word.endswith(one))
    return any(len(place) >= SHORTEST_PLACE and place in vocabulary for place in places)


def _shouts(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{4,}", text)
    return len(words) >= MIN_WORDS_TO_SHOUT and not any(word[0].islower() for word in words)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\t\"“‘'(¿¡")
    return not before or before[-1] in ".?!:;"
