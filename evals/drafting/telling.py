"""The words that a stretch of text is told from others by."""

from collections import Counter
from collections.abc import Sequence
from math import log

from assistant.glance.body import BodySentence
from ingest.terms import is_stop_word, stem
from ingest.words import folded, surface_words

# Shorter words are rarely what an answer cannot do without.
SHORTEST = 4


class Telling:
    """Weighs a document's words by how much rarer they are in it than in a part of it."""

    def __init__(self, body: Sequence[BodySentence], *, language: str) -> None:
        self._language = language
        self._count = max(1, len(body))
        self._sentences: Counter[str] = Counter()
        self._forms: dict[str, dict[str, str]] = {}
        for sentence in body:
            words = surface_words(sentence.line)
            self._sentences.update({self._stem(word) for word in words})
            for word in words:
                self._forms.setdefault(self._stem(word), {}).setdefault(folded(word), word)

    def groups(self, text: str, *, without: str, most: int) -> tuple[tuple[str, ...], ...]:
        """Return the most telling words of a text, each with the forms that the document has of it.

        Args:
            text: part of the document.
            without: a question, whose own words tell nothing.
            most: groups to return; fewer where the text has fewer.

        """
        asked = {self._stem(word) for word in surface_words(without)}
        told = Counter(
            self._stem(word)
            for word in surface_words(text)
            if len(word) >= SHORTEST and word.isalpha() and not is_stop_word(folded(word))
        )
        weighed = {
            word: times * log(1 + self._count / self._sentences[word])
            for word, times in told.items()
            if word not in asked and self._sentences[word]
        }
        best = sorted(weighed, key=lambda word: (-weighed[word], word))[:most]
        return tuple(tuple(self._forms[word].values()) for word in best)

    def _stem(self, word: str) -> str:
        return stem(folded(word), language=self._language)
