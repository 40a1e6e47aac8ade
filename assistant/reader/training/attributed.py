"""Questions for something usual that a passage does not say of what it mentions.

A passage that mentions a name and has none of an attribute's words does not answer a question for
it, however much it says of the name: "How old is Bach?" of a passage on his cantatas.
"""

import random
import re
from collections import Counter

from assistant.dictionary import place_names
from assistant.reader.training.attributes import Attribute, Subject, attributes_of
from assistant.reader.training.mentions import MentionKind, kind_of, mentions_in
from assistant.reader.training.negatives import Negative, NegativeKind, cropped
from ingest.sentences import split_sentences
from ingest.words import folded

# Attributes that are tried before a paragraph is given up.
TRIED = 6

_OF_A_PERSON = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
_NO_NAMES = (MentionKind.YEAR, MentionKind.NUMBER, MentionKind.MONTH)


class Attributed:
    """Makes such questions, each attribute about as often as the others."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._used: Counter[Attribute] = Counter()

    def negative(self, paragraph: str) -> Negative | None:
        """Return a question that a stretch of a paragraph does not answer, if one can be made."""
        mentions = mentions_in(paragraph)
        if not mentions:
            return None
        name = self._chance.choice(mentions)
        subject = subject_of(name, paragraph)
        sentences = split_sentences(paragraph)
        holding = [
            index for index, one in enumerate(sentences) if name in paragraph[one.start : one.end]
        ]
        if subject is None or not holding:
            return None
        kept = cropped(sentences, self._chance.choice(holding), self._chance)
        passage = paragraph[kept.start : kept.end]
        for attribute in self._drawn(subject)[:TRIED]:
            if not re.search(attribute.words, passage, re.IGNORECASE):
                self._used[attribute] += 1
                asked = self._chance.choice(attribute.questions)
                question = asked.format(name=_with_article(name, paragraph))
                return Negative(question, passage, NegativeKind.ATTRIBUTE)
        return None

    def _drawn(self, subject: Subject) -> list[Attribute]:
        """Return the attributes in random order, those used less often rather first."""
        return sorted(
            attributes_of(subject),
            key=lambda one: self._chance.random() * (1 + self._used[one]),
        )


def subject_of(name: str, paragraph: str) -> Subject | None:
    """Return what sort of thing a name names, by where it stands; None for a year or number."""
    kind = kind_of(name)
    if kind in _NO_NAMES:
        return None
    before = paragraph[: paragraph.find(name)].split()[-1:]
    if folded(name) in place_names() or (before == ["in"] and kind is MentionKind.NAME):
        return Subject.PLACE
    is_titled = before in (["the"], ["The"])
    if kind is MentionKind.PAIR and not is_titled and _OF_A_PERSON.search(paragraph):
        return Subject.PERSON
    return Subject.OTHER


def _with_article(name: str, paragraph: str) -> str:
    return f"the {name}" if re.search(rf"\bthe {re.escape(name)}", paragraph) else name
