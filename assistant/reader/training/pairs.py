"""Make training pairs: each question with a passage that answers it and with one that fails it.

Usage: python -m assistant.reader.training.pairs QUESTIONS TUNING OUT [--seed 17]
"""

import gzip
import json
import logging
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from assistant.reader.training.mentions import mentions_in, substituted
from assistant.reader.training.negatives import (
    Excerpt,
    Negative,
    NegativeKind,
    cropped,
    make_negative,
)
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import TrainingQuestion, load_questions, measured_titles
from ingest.embedding import SentenceTransformerEmbedder
from ingest.sentences import Span, split_sentences

logger = logging.getLogger(__name__)

# Each question of an article comes once a round, a review question in one round at most: there are
# twice as many of them, and they are further from what briefs are like. A sixth stays unused.
ROUNDS = 5

# A name changed in question and passage alike leaves the answer: only what differs is a swap.
RENAMED = 0.12


@dataclass(frozen=True, slots=True)
class Example:
    """A question answered by one passage and failed by another."""

    question_id: str
    question: str
    passage: str
    sentences: tuple[Span, ...]
    """Offsets into the passage."""
    answer: Span
    """Offsets into the passage."""
    negative: Negative


def examples(
    questions: Iterable[TrainingQuestion], *, paragraphs: Paragraphs, chance: random.Random
) -> Iterator[Example]:
    """Yield one example of each question, with an excerpt and a negative drawn anew."""
    for question in questions:
        excerpt = _excerpt(question, chance)
        if excerpt is None:
            continue
        negative = make_negative(question, excerpt, paragraphs=paragraphs, chance=chance)
        if negative is None:
            continue
        example = _example_with(question, excerpt, negative)
        if chance.random() < RENAMED:
            example = _renamed(example, question.paragraph, paragraphs, chance)
        yield example


def example_of(
    question: TrainingQuestion, negative: Negative, chance: random.Random
) -> Example | None:
    """Return a question's example with a negative that was made for it.

    None where its answer stands outside of sentences.
    """
    excerpt = _excerpt(question, chance)
    return _example_with(question, excerpt, negative) if excerpt else None


def paired(
    question: TrainingQuestion, negative: Negative | None, chance: random.Random
) -> Iterator[Example]:
    """Yield the example of `example_of`, nothing where there is none or no negative."""
    example = example_of(question, negative, chance) if negative else None
    if example is not None:
        yield example


def _example_with(question: TrainingQuestion, excerpt: Excerpt, negative: Negative) -> Example:
    return Example(
        question.question_id,
        question.text,
        excerpt.text,
        excerpt.sentences,
        excerpt.answer,
        negative,
    )


def _excerpt(question: TrainingQuestion, chance: random.Random) -> Excerpt | None:
    """Return a stretch of the paragraph around the answer; None for an answer outside sentences."""
    text, start = question.paragraph, question.answer.start
    sentences = split_sentences(text)
    holding = _sentence_at(sentences, start)
    marked = text[start : question.answer.end]
    if holding is None or marked not in question.answers:
        return None
    kept = cropped(sentences, holding, chance)
    passage = text[kept.start : kept.end]
    # Split again: a sentence may end elsewhere without its neighbours.
    inner = split_sentences(passage)
    answering = _sentence_at(inner, start - kept.start)
    if answering is None:
        return None
    answer = Span(start - kept.start, question.answer.end - kept.start)
    return Excerpt(passage, tuple(inner), answer, answering)


def _sentence_at(sentences: Sequence[Span], place: int) -> int | None:
    holding = (index for index, one in enumerate(sentences) if one.start <= place < one.end)
    return next(holding, None)


def _renamed(
    example: Example, paragraph: str, paragraphs: Paragraphs, chance: random.Random
) -> Example:
    """Return an example with one name changed in question and passage alike, if they share one."""
    start, end = example.answer.start, example.answer.end
    answer = example.passage[start:end]
    shared = [
        mention
        for mention in mentions_in(example.question)
        if mention in example.passage and mention not in answer
    ]
    if not shared:
        return example
    old = chance.choice(shared)
    avoid = [example.question, example.passage]
    new = paragraphs.stand_in(old, paragraph=paragraph, avoid=avoid, chance=chance)
    if not new:
        return example
    before = substituted(example.passage[:start], old, new)
    passage = before + answer + substituted(example.passage[end:], old, new)
    return Example(
        example.question_id,
        substituted(example.question, old, new),
        passage,
        tuple(split_sentences(passage)),
        Span(len(before), len(before) + len(answer)),
        example.negative,
    )


def rounds_of(
    questions: Sequence[TrainingQuestion], *, paragraphs: Paragraphs, chance: random.Random
) -> Iterator[list[Example]]:
    """Yield the examples of each round, other negatives in each."""
    articles = [one for one in questions if not one.is_review]
    reviews = [one for one in questions if one.is_review]
    share = len(reviews) // (ROUNDS + 1)
    for number in range(ROUNDS):
        part = articles + reviews[number * share : (number + 1) * share]
        chance.shuffle(part)
        yield list(examples(part, paragraphs=paragraphs, chance=chance))


def to_record(example: Example, number: int) -> dict[str, object]:
    """Return an example of a round as it is written to a file."""
    negative = example.negative
    return {
        "round": number,
        "question": example.question,
        "passage": example.passage,
        "sentences": [[span.start, span.end] for span in example.sentences],
        "answer": [example.answer.start, example.answer.end],
        "negative_question": negative.question,
        "negative_passage": negative.passage,
        "negative_sentences": [
            [span.start, span.end] for span in split_sentences(negative.passage)
        ],
        "kind": negative.kind,
        "id": example.question_id,
    }


def write_rounds(file: Path, rounds: Iterable[Sequence[Example]]) -> None:
    """Write the examples of each round, and tell how many there are of each kind."""
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for number, part in enumerate(rounds):
            for example in part:
                lines.write(json.dumps(to_record(example, number), ensure_ascii=False) + "\n")
            kinds = Counter(example.negative.kind.value for example in part)
            logger.info("round %d: %d pairs, %s", number, len(part), dict(kinds.most_common()))


def load_rounds(file: Path) -> list[list[Example]]:
    """Return the examples of each round of a file that this module wrote."""
    rounds: dict[int, list[Example]] = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            rounds.setdefault(record["round"], []).append(_example(record))
    return [rounds[number] for number in sorted(rounds)]


def _example(record: Mapping[str, Any]) -> Example:
    return Example(
        question_id=record["id"],
        question=record["question"],
        passage=record["passage"],
        sentences=tuple(Span(*edges) for edges in record["sentences"]),
        answer=Span(*record["answer"]),
        negative=Negative(
            record["negative_question"],
            record["negative_passage"],
            NegativeKind(record["kind"]),
        ),
    )


@click.command()
@click.argument("questions", type=click.Path(exists=True, path_type=Path))
@click.argument("tuning", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", default=17, show_default=True)
def main(questions: Path, tuning: Path, out: Path, seed: int) -> None:
    """Write the pairs of all rounds; articles in the folder TUNING are left out."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chance = random.Random(seed)
    loaded = load_questions(questions, without=measured_titles(tuning.glob("*.docs.jsonl")))
    reviews = [one for one in loaded if one.is_review]
    chance.shuffle(reviews)
    ordered = [one for one in loaded if not one.is_review] + reviews
    paragraphs = Paragraphs(ordered, SentenceTransformerEmbedder())
    write_rounds(out, rounds_of(ordered, paragraphs=paragraphs, chance=chance))


if __name__ == "__main__":
    main()
