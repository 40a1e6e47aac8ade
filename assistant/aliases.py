"""Names that documents write in full and in short, added to a question that uses one form.

Texts explain a short form once and use it from then on; readers ask by either.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.spelling import english_words
from ingest.words import folded, folded_words


@dataclass(frozen=True, slots=True)
class OtherName:
    """What else something goes by that a question names."""

    said: str
    """The form that the question has, as documents write it."""
    other: str


def other_names(question: str, aliases: Iterable[tuple[str, str]]) -> tuple[OtherName, ...]:
    """Return the short form of each full name of a question, and the full one of each short.

    None where the question has both, or where documents explain a short form in several ways.

    Args:
        question: as it is searched for.
        aliases: short forms, each with the full one, as documents write them.

    """
    words = {form for word in folded_words(question) for form in (word, word.removesuffix("s"))}
    # Most of what thousands of documents explain is not named here.
    near = [pair for pair in aliases if any(_words_of(one) <= words for one in pair)]
    found = []
    for said, others in _by_form(near).items():
        (other, *further) = others
        if not further and _pattern(said).search(question) and not _pattern(other).search(question):
            found.append(OtherName(said, other))
    return tuple(found)


def with_other_names(question: str, others: Iterable[OtherName]) -> str:
    """Return a question with each other name in brackets behind the one that it has."""
    for one in others:
        if found := _pattern(one.said).search(question):
            question = f"{question[: found.end()]} ({one.other}){question[found.end() :]}"
    return question


def _by_form(aliases: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return what else each form goes by."""
    found: dict[str, list[str]] = {}
    for short, full in sorted(aliases):
        found.setdefault(short, []).append(full)
        found.setdefault(full, []).append(short)
    return found


# The forms of a shelf of briefs, which are compared with every question.
@lru_cache(maxsize=20_000)
def _words_of(form: str) -> frozenset[str]:
    return frozenset(folded_words(form))


@lru_cache(maxsize=1_000)
def _pattern(form: str) -> re.Pattern[str]:
    """Return what finds a form in a question, typed with capitals or without.

    A short form that is a word besides, as WHO is, must be typed as the documents write it.
    """
    spelled = r"[\s-]+".join(map(re.escape, form.split()))
    flags = re.NOFLAG if folded(form) in english_words() else re.IGNORECASE
    return re.compile(rf"(?<!\w){spelled}(?:s|['’]s)?(?!\w)", flags)
