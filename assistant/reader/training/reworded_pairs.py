"""Put the questions of half of the pairs in other words than their passages'.

Usage: python -m assistant.reader.training.reworded_pairs PAIRS OUT [--seed 9]
"""

import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from assistant.reader.training.pairs import Example, load_rounds, write_rounds
from assistant.reader.training.rewordings import Rewordings
from ingest.embedding import SentenceTransformerEmbedder

# The others keep the words of their passages, as people share some words with a text.
REWORDED = 0.5

# Examples whose wordings are embedded at once.
CHUNK = 256


def reworded_examples(
    examples: Sequence[Example], rewordings: Rewordings, chance: random.Random
) -> Iterator[Example]:
    """Yield the examples in their order, half of them with both questions in other words.

    Both, as other words must be no sign of having an answer or none.
    """
    for at in range(0, len(examples), CHUNK):
        chunk = [(one, chance.random() < REWORDED) for one in examples[at : at + CHUNK]]
        asked = [pair for one, is_drawn in chunk if is_drawn for pair in _asked(one)]
        found = rewordings.reworded(asked)
        for one, is_drawn in chunk:
            yield _with(one, next(found), next(found)) if is_drawn else one


def _asked(example: Example) -> tuple[tuple[str, str], tuple[str, str]]:
    negative = example.negative
    return (example.question, example.passage), (negative.question, negative.passage)


def _with(example: Example, question: str | None, of_negative: str | None) -> Example:
    """Return an example with its questions in other words, where there are others."""
    negative = example.negative
    if negative.question == example.question:
        of_negative = question
    negative = replace(negative, question=of_negative or negative.question)
    return replace(example, question=question or example.question, negative=negative)


@click.command()
@click.argument("pairs", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", default=9, show_default=True)
def main(pairs: Path, out: Path, seed: int) -> None:
    """Write the PAIRS to OUT, half of them with questions in other words."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chance = random.Random(seed)
    rewordings = Rewordings(SentenceTransformerEmbedder(), chance)
    rounds = (list(reworded_examples(part, rewordings, chance)) for part in load_rounds(pairs))
    write_rounds(out, rounds)


if __name__ == "__main__":
    main()
