"""Make the pairs of the third training: questions in other words, and questions that were written.

Usage: python -m assistant.reader.training.written_pairs QUESTIONS TUNING REWORDED OUT [--seed 23]
"""

import logging
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from assistant.reader.training.negatives import Negative, NegativeKind, excerpted, retrieved
from assistant.reader.training.pairs import Example, load_rounds, paired, write_rounds
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import TrainingQuestion, load_questions, measured_titles
from assistant.reader.training.written import (
    WrittenParagraph,
    written_about_articles,
    written_about_briefs,
)
from ingest.embedding import SentenceTransformerEmbedder

# Of the reworded pairs, so that what was learned is not forgotten.
REHEARSED = 9_000

# Questions that others asked of a paragraph, beside the written ones.
ASKED_BEFORE = 2


def written_examples(
    written: Sequence[WrittenParagraph],
    asked: Sequence[TrainingQuestion],
    *,
    paragraphs: Paragraphs,
    chance: random.Random,
) -> Iterator[Example]:
    """Yield the examples of all paragraphs.

    Each question that was written to be answered comes twice: beside one that its own paragraph
    does not answer, and with another paragraph. So do those that were `asked` of the
    paragraphs before, once, since their words must be no sign of an answer either.
    """
    before = defaultdict(list)
    for question in asked:
        before[question.paragraph].append(question)
    for paragraph in written:
        others = before[paragraph.text]
        questions = [*paragraph.answered, *chance.sample(others, min(ASKED_BEFORE, len(others)))]
        for place, question in enumerate(questions):
            unanswered = paragraph.unanswered[place % len(paragraph.unanswered)]
            yield from paired(question, _failed(unanswered, paragraph.text, chance), chance)
        for question in paragraph.answered:
            near = paragraphs.near(question)
            negative = retrieved(question.text, near, NegativeKind.RETRIEVED, chance)
            yield from paired(question, negative, chance)


def brief_examples(
    written: Sequence[WrittenParagraph], *, paragraphs: Paragraphs, chance: random.Random
) -> Iterator[Example]:
    """Yield examples of questions that a whole brief does not answer, asked of near paragraphs."""
    answered = {one.text: one.answered for one in written}
    for paragraph in written:
        for question in paragraph.unanswered:
            others = [
                text
                for text in paragraphs.near_in(paragraph.group, question)
                if text != paragraph.text
            ]
            text = others[min(int(chance.expovariate(1.0)), len(others) - 1)]
            yield from paired(
                chance.choice(answered[text]), _failed(question, text, chance), chance
            )


def _failed(question: str, paragraph: str, chance: random.Random) -> Negative:
    return Negative(question, excerpted(paragraph, chance), NegativeKind.WRITTEN)


@click.command()
@click.argument("questions", type=click.Path(exists=True, path_type=Path))
@click.argument("tuning", type=click.Path(exists=True, path_type=Path))
@click.argument("pairs", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", default=23, show_default=True)
def main(questions: Path, tuning: Path, pairs: Path, out: Path, seed: int) -> None:
    """Write the written pairs with a part of PAIRS; articles in the folder TUNING are left out."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chance = random.Random(seed)
    loaded = load_questions(questions, without=measured_titles(tuning.glob("*.docs.jsonl")))
    asked = [one for one in loaded if not one.is_review]
    about_articles, about_briefs = written_about_articles(asked), written_about_briefs()
    written = [*about_articles, *about_briefs]
    embedder = SentenceTransformerEmbedder()
    every = [*asked, *(question for one in written for question in one.answered)]
    paragraphs = Paragraphs(every, embedder)
    mixed = [
        *written_examples(written, asked, paragraphs=paragraphs, chance=chance),
        *brief_examples(about_briefs, paragraphs=paragraphs, chance=chance),
    ]
    rehearsed = [one for part in load_rounds(pairs) for one in part]
    mixed += chance.sample(rehearsed, min(REHEARSED, len(rehearsed)))
    chance.shuffle(mixed)
    write_rounds(out, [mixed])


if __name__ == "__main__":
    main()
