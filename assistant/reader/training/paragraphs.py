"""All training paragraphs: which of them is near a question, and what else they mention."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from assistant.reader.training.mentions import MentionKind, kind_of, mentions_in
from assistant.reader.training.questions import TrainingQuestion
from ingest.embedding import Embedder, Vectors
from ingest.terms import terms_of

# Of a paragraph's shared words, by rarity, against its cosine.
WORD_WEIGHT = 0.6

# Further ones are hardly ever drawn.
NEAREST = 24

# Otherwise it comes from another paragraph of the article, which is easier to tell.
SAME_PARAGRAPH = 0.7

# Years that may be asked for in a year's place where the article names none.
YEAR_STEPS = (-12, -3, -1, 1, 2, 10)


class Paragraphs:
    """The paragraphs of all questions."""

    def __init__(self, questions: Sequence[TrainingQuestion], embedder: Embedder) -> None:
        self._texts = list(dict.fromkeys(one.paragraph for one in questions))
        self._index = {text: index for index, text in enumerate(self._texts)}
        self._group = {one.paragraph: one.group for one in questions}
        self._members: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self._texts):
            self._members[self._group[text]].append(index)
        self._mentions = [mentions_in(text) for text in self._texts]
        self._of_kind = self._by_kind()
        self._embedder = embedder
        self._vectors = embedder.encode(self._texts)
        self._terms = [set(terms_of(text, language="en")) for text in self._texts]
        self._holding = Counter(term for terms in self._terms for term in terms)
        asked = list(dict.fromkeys(one.text for one in questions))
        self._asked = dict(zip(asked, embedder.encode(asked), strict=True))
        self._near: dict[str, list[str]] = {}

    def near(self, question: TrainingQuestion) -> list[str]:
        """Return paragraphs of the same group that do not hold the answer, nearest first."""
        if question.question_id not in self._near:
            self._near[question.question_id] = self._nearest(question)
        return self._near[question.question_id]

    def of_group(self, group: str) -> list[str]:
        """Return the paragraphs of a group."""
        return [self._texts[index] for index in self._members[group]]

    def near_in(self, group: str, text: str) -> list[str]:
        """Return the paragraphs of a group that are nearest to a text, nearest first."""
        return self._ranked(self._members[group], text, self._embedder.encode([text])[0])

    def stand_in(
        self, mention: str, *, paragraph: str, avoid: Sequence[str], chance: random.Random
    ) -> str | None:
        """Return another mention of the same kind, from this paragraph or group, if there is one.

        It shares no word with the mention or the texts to avoid.
        """
        kind = kind_of(mention)
        taken = {word for text in (*avoid, mention) for word in text.lower().split()}

        def fits(other: str) -> bool:
            shares = bool(set(other.lower().split()) & taken)
            return kind_of(other) is kind and not shares and other not in mention

        here = [one for one in self._mentions[self._index[paragraph]] if fits(one)]
        elsewhere = [one for one in self._of_kind[self._group[paragraph], kind] if fits(one)]
        if kind is MentionKind.YEAR:
            elsewhere += [str(int(mention) + step) for step in YEAR_STEPS]
        pool = here if here and chance.random() < SAME_PARAGRAPH else elsewhere
        # Sorted, so that the draw depends on the seed alone.
        return chance.choice(sorted(pool)) if pool else None

    def _by_kind(self) -> dict[tuple[str, MentionKind], dict[str, None]]:
        found: dict[tuple[str, MentionKind], dict[str, None]] = defaultdict(dict)
        for text, mentions in zip(self._texts, self._mentions, strict=True):
            for mention in mentions:
                found[self._group[text], kind_of(mention)][mention] = None
        return found

    def _nearest(self, question: TrainingQuestion) -> list[str]:
        own = self._index[question.paragraph]
        answers = [answer.lower() for answer in question.answers]
        others = [
            index
            for index in self._members[self._group[question.paragraph]]
            if index != own and not any(one in self._texts[index].lower() for one in answers)
        ]
        return self._ranked(others, question.text, self._asked[question.text])

    def _ranked(self, among: Sequence[int], text: str, vector: Vectors) -> list[str]:
        if not among:
            return []
        asked = set(terms_of(text, language="en"))
        cosines = self._vectors[list(among)] @ vector
        words = np.array([self._rarity(asked & self._terms[index]) for index in among])
        scores = cosines + WORD_WEIGHT * words / (words.max() or 1)
        return [self._texts[among[place]] for place in np.argsort(-scores)[:NEAREST]]

    def _rarity(self, terms: set[str]) -> float:
        return sum(1 / float(np.log(2 + self._holding[term])) for term in terms)
