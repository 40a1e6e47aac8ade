"""Our Spanish and Portuguese lexicons: from a word's form to English words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz import fuzz

from assistant.inflection import EnglishWord, Form, parse_english, verb_form
from ingest.terms import stem
from ingest.words import folded, folded_words

# The languages that questions are glossed from, with their column in a line of a lexicon.
COLUMNS = {"es": 1, "pt": -1}

# The longest expression in the lexicons, in words.
LONGEST_EXPRESSION = 6


class WordClass(StrEnum):
    """A file of the lexicons, the ones that win where a form stands in several first."""

    SMALL = "small_words"
    NOUN = "nouns"
    ADJECTIVE = "adjectives"
    VERB = "verbs"
    NAME = "names"
    PERSON = "persons"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon as one of its forms reaches it."""

    form: str
    word_class: WordClass
    english: tuple[EnglishWord, ...]
    """The usual word first; empty for what English leaves out ("se")."""

    @property
    def is_proper(self) -> bool:
        """Tell whether the form is written with a capital: a country, not its people."""
        return self.word_class in (WordClass.NAME, WordClass.PERSON) and self.form[:1].isupper()


# What a verb's stem becomes in some of its forms, and what it was: "empieza" is of "empezar",
# "produjo" of "producir", "propuso" of "proponer", "obtuvo" of "obtener".
_CHANGED_STEMS = (
    (r"ie(?=[^aeiou]+$)", "e"),
    (r"ue(?=[^aeiou]+$)", "o"),
    (r"i(?=[^aeiou]+$)", "e"),
    (r"duj$", "duc"),
    (r"(?:pus|puest)$", "pon"),
    (r"tuv$", "ten"),
    (r"vin$", "ven"),
    (r"qu$", "c"),
    (r"c$", "z"),
    (r"gu$", "g"),
    (r"y$", ""),
)


class Dictionary:
    """The entries of one language, `es` or `pt`, by form and by stem."""

    def __init__(self, language: str, entries: Sequence[Entry]) -> None:
        self.language = language
        self._by_form = _grouped(entries, lambda form: [form.casefold()])
        self._by_folded = _grouped(entries, lambda form: [folded(form)])
        inflected = [
            entry
            for entry in entries
            if entry.word_class is not WordClass.SMALL
            and not entry.is_proper
            and " " not in entry.form
        ]
        self._by_stem = _grouped(inflected, lambda form: _stems(form, language))

    def has(self, word: str) -> bool:
        """Tell whether a form stands in the lexicons as it is, accents aside."""
        return folded(word) in self._by_folded

    def expression(self, words: Sequence[str]) -> list[Entry]:
        """Return the entries of several words in a row, in any spelling of accents."""
        return self._by_folded.get(" ".join(folded(word) for word in words), [])

    def proper(self, word: str) -> list[Entry]:
        """Return the entries of a name that is written with a capital."""
        return [entry for entry in self._by_folded.get(folded(word), []) if entry.is_proper]

    def word(self, word: str) -> list[Entry]:
        """Return the entries of a word, the likeliest first: by its form, else by its stem."""
        found = self._by_form.get(word.casefold())
        for base in _bases(folded(word)):
            found = found or self._by_folded.get(base)
        return found or self._inflected(word)

    def _inflected(self, word: str) -> list[Entry]:
        stems = _stems(word, self.language)
        changed = [
            re.sub(pattern, base, one)
            for one in stems
            for pattern, base in _CHANGED_STEMS
            if len(one) > 2 and re.search(pattern, one)
        ]
        for attempt, candidates in ((stems, None), (changed, WordClass.VERB)):
            found = dict.fromkeys(
                entry
                for one in attempt
                for entry in self._by_stem.get(one, [])
                if candidates in (None, entry.word_class)
            )
            if found:
                return sorted(found, key=lambda entry: -self._likeness(word, entry))
        return []

    def _likeness(self, word: str, entry: Entry) -> float:
        """Return how likely a form is one of an entry: its spelling, and the ending of a verb."""
        verbal = verb_form(word.casefold(), language=self.language) is not Form.BASE
        bonus = 30 if verbal and entry.word_class is WordClass.VERB else 0
        return fuzz.ratio(folded(word), folded(entry.form)) + bonus


@lru_cache(maxsize=len(COLUMNS))
def dictionary(language: str) -> Dictionary:
    """Return the lexicons of a language, read once; `language` is a key of `COLUMNS`."""
    return Dictionary(language, list(_entries(language)))


@cache
def place_names() -> frozenset[str]:
    """Return the folded English words of the months, days, places and peoples that we know."""
    named = (one for one in _entries("es") if one.word_class is WordClass.NAME)
    return frozenset(
        part for entry in named for english in entry.english for part in folded_words(english.base)
    )


def _entries(language: str) -> Iterator[Entry]:
    folder = resources.files("assistant.lexicons")
    for word_class in WordClass:
        text = folder.joinpath(f"{word_class}.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            if not line or line.startswith("#"):
                continue
            columns = line.split("|")
            english = () if columns[0] == "-" else tuple(map(parse_english, columns[0].split(",")))
            forms = (form.strip() for form in columns[COLUMNS[language]].split(","))
            yield from (Entry(form, word_class, english) for form in forms if form)


# Endings of plurals, and what the singular ends in, for words without accents.
_PLURALS = (
    (r"s$", ""),
    (r"es$", ""),
    (r"ces$", "z"),
    (r"oes$|aes$|aos$", "ao"),
    (r"ais$", "al"),
    (r"eis$", "el"),
    (r"is$", "il"),
    (r"ns$", "m"),
)


def _bases(word: str) -> Iterator[str]:
    """Yield a folded word, what may be its singular, and the masculine of each."""
    singulars = [re.sub(ending, singular, word) for ending, singular in _PLURALS]
    for base in dict.fromkeys([word, *(one for one in singulars if len(one) > 1)]):
        yield base
        if base.endswith("a") and len(base) > 3:
            yield base[:-1] + "o"


def _grouped(
    entries: Sequence[Entry], keys_of: Callable[[str], list[str]]
) -> dict[str, list[Entry]]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys(keys_of(entry.form)):
            grouped[key].append(entry)
    return dict(grouped)


def _stems(form: str, language: str) -> list[str]:
    """Return the stems of a word with and without its accents, their last vowels left off."""
    spellings = dict.fromkeys((form.casefold(), folded(form)))
    stems = [folded(stem(spelling, language=language)) for spelling in spellings]
    trimmed = [re.sub(r"[aeiou]+$", "", one) for one in stems]
    return [one for one in dict.fromkeys([*stems, *trimmed]) if len(one) > 1]
