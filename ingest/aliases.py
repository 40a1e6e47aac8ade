"""Names that a text writes in full and in short: "Territorial Control Plan (PCT)"."""

import re
from collections.abc import Iterator, Sequence

from ingest.terms import is_stop_word
from ingest.words import folded, lexicon

# "(PCT)", "(NGOs)", "(MS-13)", "(PCT, by its Spanish initials)".
_SHORT_BEHIND = re.compile(r"\((?P<short>[^\W\d_][\w&.-]{1,11})(?:,[^()]{0,60})?\)")
# "PCT (Territorial Control Plan)".
_SHORT_BEFORE = re.compile(r"(?<![\w-])(?P<short>[^\W\d_][\w&.-]{1,11}) \((?P<full>[^()]{5,80})\)")

_WORD = re.compile(r"[^\W_][\w’'.-]*")

# A name does not reach beyond these.
_BREAK = re.compile(r"[;:!?()\[\]\"“”—–]|\.\s|,\s")

# Small words inside names; "and" stands between two of them as often.
_JOINING = lexicon("of on for in the de del la las los do da dos das")

# Of a name before its short form.
_LONGEST_NAME = 110
_FEWEST_CAPITALS = 2
# Small words that may stand inside a name beside those that count.
_MOST_SMALL = 4


def aliases_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each short form that a text explains, with the full one, as they are written."""
    for found in _SHORT_BEHIND.finditer(text):
        short = _single(found["short"].rstrip("."))
        before = text[max(0, found.start() - _LONGEST_NAME) : found.start()]
        if _is_short(short) and (full := _name_for(short, _words(_BREAK.split(before)[-1]))):
            yield short, full
    for found in _SHORT_BEFORE.finditer(text):
        short, words = _single(found["short"]), _words(found["full"])
        if _is_short(short) and _name_for(short, words) == " ".join(words):
            yield short, found["full"]


def _words(text: str) -> list[str]:
    return [word.rstrip(".") for word in _WORD.findall(text)]


def _single(short: str) -> str:
    """Return a short form without the ending of a plural: "NGOs"."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _is_short(word: str) -> bool:
    return sum(one.isupper() for one in word) >= _FEWEST_CAPITALS


def _name_for(short: str, words: Sequence[str]) -> str:
    """Return the last words that a short form stands for, or nothing."""
    letters = [folded(one) for one in short if one.isupper()]
    return _by_initials(letters, words) or _by_capitals(letters, words)


def _by_initials(letters: Sequence[str], words: Sequence[str]) -> str:
    """Return the fewest last words whose initials these are, small words left out or not."""
    for count in range(1, min(len(letters) + _MOST_SMALL, len(words)) + 1):
        part = words[-count:]
        left = list(letters)
        for piece in (one for word in part for one in word.split("-") if one):
            if left and folded(piece[0]) == left[0]:
                left.pop(0)
            elif not is_stop_word(folded(piece)):
                break
        else:
            if not left and not is_stop_word(folded(part[0])):
                return " ".join(part)
    return ""


def _by_capitals(letters: Sequence[str], words: Sequence[str]) -> str:
    """Return the capitalised words at the end, if the short form has all their initials.

    Initials may be another language's: PCT is the Territorial Control Plan.
    """
    name: list[str] = []
    for word in reversed(words):
        if word not in _JOINING and not (word[0].isupper() and folded(word[0]) in letters):
            break
        name.insert(0, word)
    while name and not name[0][0].isupper():
        name.pop(0)
    capitals = [one for one in name if one[0].isupper()]
    return " ".join(name) if len(capitals) >= _FEWEST_CAPITALS else ""
