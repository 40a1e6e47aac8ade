"""Misspelt words of a question, put right where the documents have one word that is meant.

A name that the documents never mention must not become one that they do: "Panama" is no misspelt
"Panelas". So what may be a word of its own is left alone, and names are held to more than other
words. The corrected question is shown as what was searched for.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rapidfuzz.distance import OSA

from assistant.cognates import english_vocabulary
from assistant.conversation import Standalone
from assistant.dictionary import dictionary
from assistant.gloss import is_glossed, language_of
from ingest.embedding import Embedder
from ingest.snapshot import Snapshot
from ingest.terms import is_stop_word, stem
from ingest.words import folded

# Shorter words are one letter away from too many others.
MIN_LENGTH = 5
MIN_NAME_LENGTH = 6
# From this length on a word may have two wrong letters; a name may not.
TWO_ERRORS_LENGTH = 8

# "imprisonned" may be told from English alone, where the documents write "incarcerated".
GUESSED_LENGTH = 7

# A word that is one token among the 30,000 of the embedding model, its two special ones apart, is a
# word or a name in its own right, whether the documents have it or not.
ONE_TOKEN = 3

_WORD = re.compile(r"[^\W\d_]+(?![\w’'-])")


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was typed and as it is searched for."""

    typed: str
    meant: str


def correct_spelling(
    standalone: Standalone, *, snapshot: Snapshot, embedder: Embedder
) -> Standalone:
    """Return the question with its misspelt words as the documents write them.

    The context is not looked at: it comes from earlier questions and from answers.
    """
    language = language_of(standalone.question)
    known = english_vocabulary(snapshot.vocabulary.words)

    def is_word(word: str) -> bool:
        if is_glossed(language) and dictionary(language).word(word):
            return True
        languages = {*snapshot.lexical.languages, language}
        return (
            any(stem(folded(word), language=one) in known.stems for one in languages)
            or embedder.count_tokens([word])[0] <= ONE_TOKEN
            or folded(word) in english_words()
        )

    # Our lexicons have too few Spanish words to tell a misspelt one from a rare one.
    others = frozenset[str]() if is_glossed(language) else snapshot.vocabulary.words
    question, wording = standalone.question, standalone.wording
    for correction in corrections(
        question,
        vocabulary=others,
        name_words=snapshot.vocabulary.names,
        is_word=is_word,
        guess=_no_guess if is_glossed(language) else likely_word,
    ):
        pattern = rf"(?<!\w){re.escape(correction.typed)}(?!\w)"
        question = re.sub(pattern, correction.meant, question)
        wording = re.sub(pattern, correction.meant, wording)
    return replace(standalone, question=question, wording=wording)


@cache
def _spell_checker() -> Any:
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)


def english_words() -> Collection[str]:
    """Return 160,000 English words, names among them; takes 0.1 s once."""
    words: Collection[str] = _spell_checker().word_frequency.dictionary.keys()
    return words


def likely_word(typed: str) -> str | None:
    """Return the commonest English word one letter away from one that the documents have not.

    None for a word that is too short to tell, or where no word has the same first letter.
    """
    if len(typed) < GUESSED_LENGTH:
        return None
    checker = _spell_checker()
    near = [one for one in checker.candidates(typed) or () if one != typed and one[0] == typed[0]]
    return max(near, key=lambda one: (checker.word_usage_frequency(one), one), default=None)


def _no_guess(typed: str) -> None:
    """Return None for any word."""


def corrections(
    question: str,
    *,
    vocabulary: Collection[str],
    name_words: Collection[str],
    is_word: Callable[[str], bool],
    guess: Callable[[str], str | None] = _no_guess,
) -> list[Correction]:
    """Return the misspelt words of a question with the words that are meant.

    Args:
        question: as it was typed.
        vocabulary: folded words that a word written small may be a misspelling of.
        name_words: folded words that one with a capital may be a misspelling of.
        is_word: tells of a word that it is right as it stands.
        guess: returns what a folded word written small may mean that no word of the documents is
            near to.

    """
    found = []
    for match in _WORD.finditer(question):
        typed = match.group()
        among = name_words if typed[0].isupper() else vocabulary
        if folded(typed) in among or is_stop_word(folded(typed)):
            continue
        nearest = _nearest(typed, among)
        if (nearest is None and not typed.islower()) or is_word(typed):
            continue
        meant = nearest or guess(folded(typed))
        if meant is not None:
            capital = typed[0].isupper()
            found.append(Correction(typed, meant.capitalize() if capital else meant))
    return found


def _nearest(typed: str, among: Collection[str]) -> str | None:
    """Return the one word that is clearly nearest to a misspelt one, its first letter the same."""
    word = folded(typed)
    is_name = typed[0].isupper()
    if len(word) < (MIN_NAME_LENGTH if is_name else MIN_LENGTH):
        return None
    most = 2 if len(word) >= TWO_ERRORS_LENGTH and not is_name else 1
    distances = {
        other: OSA.distance(word, other, score_cutoff=most)
        for other in among
        if other[0] == word[0] and abs(len(other) - len(word)) <= most and other.isalpha()
    }
    least = min(distances.values(), default=most + 1)
    nearest = sorted(other for other, distance in distances.items() if distance == least)
    one_stem = len({stem(other, language="en") for other in nearest}) == 1
    return nearest[0] if least <= most and one_stem else None
