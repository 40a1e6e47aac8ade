"""A Spanish or Portuguese question, word for word in English.

The embedding model and the reader read English alone. Our lexicons give the words, Snowball stems
and spelling rules their other forms, and the documents' own vocabulary the cognates. What comes out
is no translation, but has the words, the names and the question word of one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.cognates import EnglishVocabulary, cognate, english_vocabulary
from assistant.dictionary import COLUMNS, LONGEST_EXPRESSION, Entry, WordClass, dictionary
from assistant.inflection import EnglishWord, Form, in_form, superlative, verb_form
from ingest.language import detect_question_language
from ingest.words import folded, lexicon

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:[-’'.][^\W\d_]+)*|[^\w\s]|_")

# Unaccented they are also conjunctions; where a question begins they ask.
_OPENING_QUESTION_WORDS = {"que": "what", "como": "how", "cuanto": "how much"}
# "¿En que año ...?": the question word comes second.
_OPENING_PREPOSITIONS = lexicon("a con de desde em en para por sob sobre")

# Adjectives that Spanish, too, puts before the noun, so that what follows them is their noun.
_ADJECTIVE_ENDING = re.compile(r"(?:ic[oa]s?|iv[oa]s?|os[oa]s?|ales|ais|al|ari[oa]s?)$")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a country, city or region that our lexicons know."""

    said: str
    english: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """A question in English words, nearly in the order of the original."""

    text: str
    places: tuple[PlaceName, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or sign of the question in English."""

    text: str
    word_class: WordClass | None = None
    is_adjective: bool = False
    place: PlaceName | None = None


def is_glossed(language: str) -> bool:
    """Tell whether there are lexicons of a language."""
    return language in COLUMNS


def language_of(question: str) -> str:
    """Return `en`, `es` or `pt`; our lexicons decide between the two that are alike."""
    detected = detect_question_language(question)
    if not is_glossed(detected):
        return detected
    words = re.findall(r"[^\W\d_]{3,}", question)
    known = {language: sum(map(dictionary(language).has, words)) for language in COLUMNS}
    return max(known, key=lambda language: (known[language], language == detected))


def gloss(question: str, *, language: str, vocabulary: frozenset[str]) -> Gloss:
    """Return a question in English words.

    Args:
        question: as it was typed, accents or none.
        language: `es` or `pt`.
        vocabulary: all folded words of the English documents; of several English words for one
            Spanish word the one that they use is taken.

    """
    translator = _Translator(language, english_vocabulary(vocabulary))
    words = _adjectives_first(list(translator.translate(_TOKEN.findall(question))))
    return Gloss(_joined(words), tuple(word.place for word in words if word.place is not None))


@dataclass(frozen=True, slots=True)
class _Translator:
    language: str
    vocabulary: EnglishVocabulary

    def translate(self, tokens: Sequence[str]) -> Iterator[_Word]:
        """Yield the English of each token, an expression of several words as one."""
        place = 0
        opening = True
        while place < len(tokens):
            length, entries = self._longest_expression(tokens, place)
            token = " ".join(tokens[place : place + length])
            if not re.match(r"\w", token):
                yield _Word(token)
            elif opening and folded(token) in _OPENING_QUESTION_WORDS:
                yield _Word(_OPENING_QUESTION_WORDS[folded(token)], WordClass.SMALL)
            elif length > 1:
                yield self._of_entries(token, entries)
            else:
                yield self._word(token, opens=opening)
            words_before = not re.match(r"\w", token)
            opening = words_before or (opening and folded(token) in _OPENING_PREPOSITIONS)
            place += length

    def _longest_expression(self, tokens: Sequence[str], place: int) -> tuple[int, list[Entry]]:
        for length in range(min(LONGEST_EXPRESSION, len(tokens) - place), 1, -1):
            entries = dictionary(self.language).expression(tokens[place : place + length])
            # "en El Salvador": the capital makes the article part of a name.
            small = bool(entries) and entries[0].word_class is WordClass.SMALL
            if entries and not (small and tokens[place + length - 1][0].isupper()):
                return length, entries
        return 1, []

    def _word(self, token: str, *, opens: bool) -> _Word:
        """Return the English of one word; `opens` where a capital says nothing."""
        if token[0].isdigit():
            return _Word(_english_number(token))
        words = dictionary(self.language)
        is_name = token[0].isupper() and not opens
        entries = (words.proper(token) if token[0].isupper() else []) or words.word(token)
        translated = any(self._held(entry) for entry in entries if not entry.is_proper)
        if is_name and folded(token) in self.vocabulary.words and not translated:
            return self._kept(token, entries)
        # "Carlos" is Charles only where the documents have one.
        entries = [
            entry
            for entry in entries
            if entry.word_class is not WordClass.PERSON or self._held(entry)
        ]
        if entries and not (is_name and entries[0].word_class is WordClass.SMALL):
            return self._of_entries(token, entries)
        near = cognate(token, language=self.language, vocabulary=self.vocabulary)
        held = near is not None and near in self.vocabulary.words
        if folded(token) in self.vocabulary.words or (is_name and not held):
            near = token
        is_adjective = _ADJECTIVE_ENDING.search(folded(token)) is not None
        return _Word(
            _with_capital(near or token, like=token if is_name else ""),
            WordClass.NAME if is_name else WordClass.NOUN,
            is_adjective=is_adjective,
        )

    def _kept(self, token: str, entries: Sequence[Entry]) -> _Word:
        """Return a name as the documents have it, in the English spelling of its accents."""
        same = (
            english.base
            for entry in entries
            for english in entry.english
            if folded(english.base) == folded(token)
        )
        return _Word(next(same, token), WordClass.NAME)

    def _held(self, entry: Entry) -> list[EnglishWord]:
        return [english for english in entry.english if self.vocabulary.has(english.base)]

    def _of_entries(self, token: str, entries: Sequence[Entry]) -> _Word:
        """Return the English word of the entries that the documents have, or else the usual."""
        first = entries[0]
        if not first.english:
            return _Word("", first.word_class)
        same_form = [one for one in entries if one.form == first.form] or [first]
        options = [(entry, english) for entry in same_form for english in entry.english]
        held = [one for one in options if self.vocabulary.has(one[1].base)]
        # A function word is a matter of grammar, not of what the documents have.
        is_small = first.word_class is WordClass.SMALL
        entry, english = options[0] if is_small or not held else held[0]
        text = in_form(english, self._form(token, entry))
        is_demonym = entry.word_class is WordClass.NAME and not entry.is_proper
        is_place = entry.word_class is WordClass.NAME and entry.is_proper
        return _Word(
            text,
            entry.word_class,
            is_adjective=is_demonym or entry.word_class is WordClass.ADJECTIVE,
            place=PlaceName(token, text) if is_place and token[0].isupper() else None,
        )

    def _form(self, token: str, entry: Entry) -> Form:
        word = token.casefold()
        if entry.word_class is WordClass.VERB and " " not in word:
            return verb_form(word, language=self.language)
        is_plural = word.endswith("s") and folded(word) != folded(entry.form)
        return Form.PLURAL if is_plural and entry.word_class is WordClass.NOUN else Form.BASE


def _joined(words: Sequence[_Word]) -> str:
    """Return the words as one line, spaced as English is and with a capital first."""
    texts: list[str] = []
    for word in words:
        # "no Brasil", "do Chile": English has no article before most names.
        if word.word_class is WordClass.NAME and texts and texts[-1].endswith(" the"):
            texts[-1] = texts[-1].removesuffix(" the")
        texts.append(word.text)
    line = " ".join(text for text in texts if text and text not in "¿¡")
    line = re.sub(r"([(])\s+", r"\1", re.sub(r"\s+([?!.,;:%)])", r"\1", line))
    return line[:1].upper() + line[1:]


def _english_number(number: str) -> str:
    """Return a number with the signs for decimals and thousands that English has."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+%?", number):
        return number.replace(".", ",")
    is_grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+%?", number)
    return number if is_grouped else number.replace(",", ".")


def _with_capital(text: str, *, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def _adjectives_first(words: list[_Word]) -> list[_Word]:
    """Return the words with each adjective before the noun that it follows."""
    ordered: list[_Word] = []
    for word in words:
        before = ordered[-1] if ordered else None
        if word.is_adjective and before is not None and before.word_class is WordClass.NOUN:
            ordered.insert(len(ordered) - 1, word)
        elif word.is_adjective and before is not None and before.text == "more":
            most = replace(word, text=superlative(word.text))
            ordered[-1:] = []
            noun_before = bool(ordered) and ordered[-1].word_class is WordClass.NOUN
            ordered.insert(len(ordered) - noun_before, most)
        else:
            ordered.append(word)
    return ordered
