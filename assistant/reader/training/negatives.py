"""Questions with passages that do not answer them, made from those that do."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.reader.training.mentions import mentions_in, substituted
from assistant.reader.training.opposites import opposed
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import TrainingQuestion
from ingest.sentences import Span, split_sentences
from ingest.terms import is_stop_word

# The rest are retrieved paragraphs. Retrieved ones alone teach nothing about refusals.
MADE_BY_RULE = 0.6

# Of a paragraph of three sentences or more, so that passages of all lengths are seen.
CROPPED = 0.4

# Rate of the exponential draw among the nearest paragraphs: half are of the first two.
NEARNESS = 0.35


class NegativeKind(StrEnum):
    """Ways in which a passage fails a question."""

    RETRIEVED = "retrieved"
    """Another paragraph of the article, near the question."""
    SWAPPED = "swapped"
    """A name, year or number of the question is another of its kind."""
    OPPOSED = "opposed"
    """A word of the question is turned into its opposite, or the question is negated."""
    CONTENT = "content"
    """A content word of the question is another of the passage with the same ending."""
    PASSAGE = "passage"
    """A name, year or number that question and passage share is another in the passage."""
    REMOVED = "removed"
    """The passage lacks the sentence with the answer."""
    TRANSPLANTED = "transplanted"
    """The question is another article's, with a name of this one."""
    ATTRIBUTE = "attribute"
    """The question asks something usual of a name, which the passage does not tell."""
    WRITTEN = "written"
    """The question was written to be one that the passage only seems to answer."""


# How often each is tried first, in the order in which they are drawn.
RULE_WEIGHTS = {
    NegativeKind.SWAPPED: 1.0,
    NegativeKind.OPPOSED: 0.55,
    NegativeKind.CONTENT: 0.35,
    NegativeKind.PASSAGE: 0.3,
    NegativeKind.REMOVED: 0.4,
}


@dataclass(frozen=True, slots=True)
class Negative:
    """A question and a passage that does not answer it."""

    question: str
    passage: str
    kind: NegativeKind


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of whole sentences of a paragraph, with the answer in one of them."""

    text: str
    sentences: tuple[Span, ...]
    """Offsets into the excerpt."""
    answer: Span
    """Offsets into the excerpt."""
    answering: int
    """Index of the sentence that holds the answer's first character."""


def make_negative(
    question: TrainingQuestion,
    excerpt: Excerpt,
    *,
    paragraphs: Paragraphs,
    chance: random.Random,
) -> Negative | None:
    """Return a passage that fails a question, or the question that its own passage fails, if any.

    A kind that cannot be made of this question gives way to the next, and all to retrieval.
    """
    near = paragraphs.near(question)
    if chance.random() < MADE_BY_RULE or not near:
        kinds = sorted(RULE_WEIGHTS, key=lambda kind: chance.random() / RULE_WEIGHTS[kind])
        for kind in kinds:
            negative = _made(kind, question, excerpt, paragraphs, chance)
            if negative is not None:
                return negative
    return retrieved(question.text, near, NegativeKind.RETRIEVED, chance)


def retrieved(
    question: str, near: Sequence[str], kind: NegativeKind, chance: random.Random
) -> Negative | None:
    """Return a stretch of one of the paragraphs near to a question, the nearest most often.

    None where there are none, or the one that is drawn has no sentence.
    """
    if not near:
        return None
    drawn = near[min(int(chance.expovariate(NEARNESS)), len(near) - 1)]
    passage = excerpted(drawn, chance)
    return Negative(question, passage, kind) if passage else None


def excerpted(paragraph: str, chance: random.Random) -> str:
    """Return a random stretch of a paragraph, often all; empty where it has no sentence."""
    sentences = split_sentences(paragraph)
    if not sentences:
        return ""
    kept = cropped(sentences, chance.randrange(len(sentences)), chance)
    return paragraph[kept.start : kept.end]


def cropped(sentences: Sequence[Span], keep: int, chance: random.Random) -> Span:
    """Return a random stretch of at least two sentences around sentence `keep`, often all."""
    first, last = 0, len(sentences) - 1
    if len(sentences) >= 3 and chance.random() <= CROPPED:
        first, last = chance.randint(0, keep), chance.randint(keep, last)
        if first == last:
            first, last = (first - 1, last) if first else (first, last + 1)
    return Span(sentences[first].start, sentences[last].end)


def _made(
    kind: NegativeKind,
    question: TrainingQuestion,
    excerpt: Excerpt,
    paragraphs: Paragraphs,
    chance: random.Random,
) -> Negative | None:
    """Return a negative of a kind, or None where it cannot be made."""
    asked: str | None = question.text
    passage: str | None = excerpt.text
    match kind:
        case NegativeKind.SWAPPED:
            asked = _swapped(question, paragraphs, chance)
        case NegativeKind.OPPOSED:
            asked = opposed(question.text, chance)
        case NegativeKind.CONTENT:
            asked = _content_swapped(question.text, excerpt.text, chance)
        case NegativeKind.PASSAGE:
            passage = _passage_altered(question, excerpt, paragraphs, chance)
        case _:
            passage = _answer_removed(excerpt, question.answers)
    if not asked or not passage:
        return None
    changes_question = kind not in (NegativeKind.PASSAGE, NegativeKind.REMOVED)
    if changes_question and asked == question.text:
        return None
    return Negative(asked, passage, kind)


def _swapped(
    question: TrainingQuestion, paragraphs: Paragraphs, chance: random.Random
) -> str | None:
    mentions = mentions_in(question.text)
    shared = [mention for mention in mentions if mention in question.paragraph] or mentions
    if not shared:
        return None
    old = chance.choice(shared)
    avoid = [question.text, *question.answers]
    new = paragraphs.stand_in(old, paragraph=question.paragraph, avoid=avoid, chance=chance)
    return substituted(question.text, old, new) if new else None


def _content_swapped(question: str, passage: str, chance: random.Random) -> str | None:
    words = [word for word in re.findall(r"\b[a-z]{5,}\b", question) if not is_stop_word(word)]
    if len(words) < 2:
        return None
    old = chance.choice(words)
    # The same ending is most often the same part of speech, another beginning another word.
    alike = {word for word in re.findall(r"\b[a-z]{5,}\b", passage) if word[-2:] == old[-2:]}
    pool = sorted(
        word
        for word in alike
        if word[:4] != old[:4] and word not in question and not is_stop_word(word)
    )
    return substituted(question, old, chance.choice(pool)) if pool else None


def _passage_altered(
    question: TrainingQuestion, excerpt: Excerpt, paragraphs: Paragraphs, chance: random.Random
) -> str | None:
    shared = [mention for mention in mentions_in(question.text) if mention in excerpt.text]
    if not shared:
        return None
    old = chance.choice(shared)
    avoid = [question.text, *question.answers]
    new = paragraphs.stand_in(old, paragraph=question.paragraph, avoid=avoid, chance=chance)
    return substituted(excerpt.text, old, new) if new else None


def _answer_removed(excerpt: Excerpt, answers: Sequence[str]) -> str | None:
    kept = [
        excerpt.text[span.start : span.end]
        for index, span in enumerate(excerpt.sentences)
        if index != excerpt.answering
    ]
    text = " ".join(kept)
    if len(kept) < 2 or any(answer.lower() in text.lower() for answer in answers):
        return None
    return text
