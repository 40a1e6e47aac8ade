"""Questions put in other words than their passage's, as people ask who have not read it."""

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from assistant.names import names_in, numbers_in
from assistant.reader.near_words import word_vectors
from assistant.reader.training.mentions import substituted
from assistant.reader.training.opposites import OPPOSITES
from ingest.embedding import Embedder
from ingest.terms import is_stop_word, terms_of
from ingest.words import folded_words, lexicon

# A shorter word has no near ones that would do in its place.
SHORTEST = 4

# Of look-up vectors: below it words have little in common. So many words may stand for one.
NEAREST = 0.45
CHOICES = 6

# A form of a word begins like it, up to an ending of so many letters.
LONGEST_ENDING = 3

# Of the words that question and passage share; the rest stay, as people share some.
EXCHANGED = 0.8

# Of the shared words that have no near ones so many are taken out: what is left must do.
HIDDEN = 0.3
MASK = "[MASK]"

# Rewordings that are made of one question. The one that means most nearly the same is taken, if it
# does so at least this much, by the cosine of both questions.
TRIES = 6
ALIKE = 0.6

# Near to each other, but never in each other's place.
COUNTED = lexicon(
    "three four five seven eight nine eleven twelve twenty thirty hundred thousand million billion "
    "first second third fourth fifth sixth seventh eighth ninth tenth hour hours days week weeks "
    "month months year years decade decades century centuries"
)


class Rewordings:
    """Exchanges words that a question shares with a passage for others that are near to them.

    Args:
        embedder: tells how alike two wordings are.
        chance: draws the words.

    """

    def __init__(self, embedder: Embedder, chance: random.Random) -> None:
        self._embedder = embedder
        self._chance = chance

    def reworded(self, asked: Sequence[tuple[str, str]]) -> Iterator[str | None]:
        """Yield each question in other words than its passage's, None where it has no others.

        Names and numbers stay: what stands for them is another thing.

        Args:
            asked: questions, each with its passage; their wordings are embedded all at once.

        """
        ways = [self._ways(question, passage) for question, passage in asked]
        texts = [
            text
            for (question, _), own in zip(asked, ways, strict=True)
            for text in (question, *own)
        ]
        vectors = iter(self._embedder.encode(texts)) if texts else iter(())
        for own in ways:
            question = next(vectors)
            cosines = [float(next(vectors) @ question) for _ in own]
            best, way = max(zip(cosines, own, strict=True), default=(0.0, None))
            yield way if best >= ALIKE else None

    def _ways(self, question: str, passage: str) -> list[str]:
        shared = _exchangeable(question, passage)
        return sorted({self._way(question, shared) for _ in range(TRIES)} - {question})

    def _way(self, question: str, shared: Sequence[str]) -> str:
        for word in shared:
            near = near_to(word)
            if self._chance.random() < (EXCHANGED if near else HIDDEN):
                question = substituted(question, word, self._chance.choice(near or (MASK,)))
        return question


def _exchangeable(question: str, passage: str) -> list[str]:
    """Return the words that a question shares with a passage and that are no names or numbers."""
    kept = {word for name in names_in(question) for word in folded_words(name.text)}
    kept.update(word for number in numbers_in(question) for word in folded_words(number))
    held = set(terms_of(passage, language="en"))
    return [
        word
        for word in dict.fromkeys(folded_words(question))
        if len(word) >= SHORTEST
        and word not in kept | COUNTED
        and not is_stop_word(word)
        and held.intersection(terms_of(word, language="en"))
    ]


@lru_cache(maxsize=20_000)
def near_to(word: str) -> tuple[str, ...]:
    """Return the words nearest to one in meaning, without its other forms and its opposite."""
    words, vectors = word_vectors()
    if word not in words:
        return ()
    cosines: NDArray[np.float32] = vectors @ vectors[words[word]]
    names = list(words)
    nearest = (names[at] for at in np.argsort(-cosines)[: CHOICES * 3] if cosines[at] >= NEAREST)
    barred = {*terms_of(word, language="en"), *terms_of(OPPOSITES.get(word, ""), language="en")}
    fitting = [
        near
        for near in nearest
        if barred.isdisjoint(terms_of(near, language="en")) and not _is_form(word, near)
    ]
    return tuple(fitting[:CHOICES])


def _is_form(word: str, other: str) -> bool:
    """Tell whether two words seem to be forms of one, or one the other's negation."""
    pairs = zip(word, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    is_ending = shared >= min(len(word), len(other)) - LONGEST_ENDING
    return is_ending or other.endswith(word) or word.endswith(other)
