"""Questions of one article put to another: the name is there, what is asked of it is not.

"When was Chopin born?" becomes "When was West born?" and is asked of what an article on Kanye West
says next to it.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass

from assistant.reader.training.mentions import MentionKind, kind_of, mentions_in, substituted
from assistant.reader.training.negatives import Negative, NegativeKind, retrieved
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import TrainingQuestion
from ingest.words import lexicon

# An article is about the names that so many of its paragraphs mention, of the most frequent.
SUBJECT_SHARE = 0.12
MOST_SUBJECTS = 6

# More than half of the paragraphs of an article on a person or a people have one.
_OF_A_PERSON = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
PERSON_SHARE = 0.5

_SUBJECT_KINDS = (MentionKind.PAIR, MentionKind.NAME, MentionKind.LONG, MentionKind.ACRONYM)
_PREPOSITIONS = lexicon("in of at to from by on for with near into against about")


@dataclass(frozen=True, slots=True)
class _Article:
    group: str
    text: str
    subjects: tuple[str, ...]
    is_of_a_person: bool


class Transplants:
    """Articles that may be asked each other's questions."""

    def __init__(self, groups: list[str], paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._articles = {group: _article(group, paragraphs) for group in groups}

    def negative(self, question: TrainingQuestion, chance: random.Random) -> Negative | None:
        """Return a question put to another article, with a passage there that is near to it.

        None where it names no subject of its article, or no other article has one that fits.
        """
        own = self._articles[question.group]
        named = [one for one in mentions_in(question.text) if one in own.subjects]
        if not named:
            return None
        old = chance.choice(named)
        fitting = {
            article.group: subjects
            for article in self._articles.values()
            if article is not own and article.is_of_a_person is own.is_of_a_person
            if (subjects := _fitting(article, old, question.text))
        }
        if not fitting:
            return None
        group = chance.choice(sorted(fitting))
        asked = substituted(question.text, old, chance.choice(fitting[group]))
        near = self._paragraphs.near_in(group, asked)
        return retrieved(asked, near, NegativeKind.TRANSPLANTED, chance)


def _article(group: str, paragraphs: Paragraphs) -> _Article:
    texts = paragraphs.of_group(group)
    mentioned = Counter(one for text in texts for one in set(mentions_in(text)))
    names = [one for one, _ in mentioned.most_common() if kind_of(one) in _SUBJECT_KINDS]
    frequent = [
        one for one in names[:MOST_SUBJECTS] if mentioned[one] >= SUBJECT_SHARE * len(texts)
    ]
    of_a_person = sum(_OF_A_PERSON.search(text) is not None for text in texts)
    return _Article(
        group, " ".join(texts).lower(), tuple(frequent), of_a_person > PERSON_SHARE * len(texts)
    )


def _fitting(article: _Article, name: str, question: str) -> list[str]:
    """Return the subjects of an article that may stand in a name's place in a question.

    Behind a preposition only what its own article has behind it too: "in Chile", "in Warsaw".
    """
    before = question[: question.find(name)].lower().split()[-2:]
    if before[-1:] != ["the"]:
        before = before[-1:]
    link = " ".join(before) if before and before[0] in _PREPOSITIONS else ""
    return [
        one
        for one in article.subjects
        if kind_of(one) is kind_of(name)
        and one not in question
        and (not link or f"{link} {one.lower()}" in article.text)
    ]
