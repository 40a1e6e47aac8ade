"""Make the pairs of the second training: half of the passages mention what is asked about, no more.

Usage: python -m assistant.reader.training.second_pairs QUESTIONS TUNING OUT [--seed 5]
"""

import logging
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from assistant.reader.training.attributed import Attributed
from assistant.reader.training.pairs import Example, examples, paired, write_rounds
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import TrainingQuestion, load_questions, measured_titles
from assistant.reader.training.transplants import Transplants
from ingest.embedding import SentenceTransformerEmbedder

# Each question of an article is put to others so often, where it can be.
TRANSPLANTINGS = 3

# Questions for an attribute; review paragraphs that they are asked of besides the articles'.
ATTRIBUTE_QUESTIONS = 4_500
REVIEW_PARAGRAPHS = 2_500

# Pairs as in the first training, so that it is not forgotten.
REHEARSED = 11_800
REHEARSED_REVIEWS = 6_000

# A question for an attribute is paired with one that opens alike and has an answer: "how many"
# by itself must not tell.
_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        "how many",
        "how much",
        "who",
        "when|what year|in what year|which year",
        "where",
        "how (?:old|long|large|big|high)",
        "what (?:is|was|are|were) the",
    )
)


def second_examples(
    questions: Sequence[TrainingQuestion], *, paragraphs: Paragraphs, chance: random.Random
) -> list[Example]:
    """Return all examples of the second training in random order."""
    articles = [one for one in questions if not one.is_review]
    reviews = [one for one in questions if one.is_review][:REHEARSED_REVIEWS]
    rehearsed = list(examples([*articles, *reviews], paragraphs=paragraphs, chance=chance))
    chance.shuffle(rehearsed)
    mixed = [
        *_transplanted(articles, paragraphs, chance),
        *_attributed(questions, chance),
        *rehearsed[:REHEARSED],
    ]
    chance.shuffle(mixed)
    return mixed


def _transplanted(
    articles: Sequence[TrainingQuestion], paragraphs: Paragraphs, chance: random.Random
) -> Iterator[Example]:
    groups = list(dict.fromkeys(one.group for one in articles))
    transplants = Transplants(groups, paragraphs)
    for question in list(articles) * TRANSPLANTINGS:
        negative = transplants.negative(question, chance)
        if negative is not None:
            yield from paired(question, negative, chance)


def _attributed(questions: Sequence[TrainingQuestion], chance: random.Random) -> Iterator[Example]:
    """Yield questions for attributes, each with a question of its opening that is answered."""
    articles = [one for one in questions if not one.is_review]
    by_opening = {
        opening: [one for one in articles if opening.match(one.text.lower())]
        for opening in _OPENINGS
    }
    reviews = list(dict.fromkeys(one.paragraph for one in questions if one.is_review))
    pool = [*dict.fromkeys(one.paragraph for one in articles)] * 4 + reviews[:REVIEW_PARAGRAPHS]
    chance.shuffle(pool)
    made, attributed = 0, Attributed(chance)
    for paragraph in pool:
        negative = attributed.negative(paragraph)
        if negative is None or made == ATTRIBUTE_QUESTIONS:
            continue
        asked = negative.question.lower()
        alike = next((by_opening[one] for one in _OPENINGS if one.match(asked)), articles)
        for example in paired(chance.choice(alike or articles), negative, chance):
            made += 1
            yield example


@click.command()
@click.argument("questions", type=click.Path(exists=True, path_type=Path))
@click.argument("tuning", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", default=5, show_default=True)
def main(questions: Path, tuning: Path, out: Path, seed: int) -> None:
    """Write the pairs of the second training; articles in the folder TUNING are left out."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chance = random.Random(seed)
    loaded = load_questions(questions, without=measured_titles(tuning.glob("*.docs.jsonl")))
    chance.shuffle(loaded)
    paragraphs = Paragraphs(loaded, SentenceTransformerEmbedder())
    write_rounds(out, [second_examples(loaded, paragraphs=paragraphs, chance=chance)])


if __name__ == "__main__":
    main()
