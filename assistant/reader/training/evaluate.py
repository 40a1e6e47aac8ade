"""Measure exported weights on the tuning sets.

Usage: python -m assistant.reader.training.evaluate WEIGHTS TUNING [--only paragraph] [--save FILE]
"""

import gzip
import json
import logging
from collections.abc import Iterable
from pathlib import Path

import click

from assistant.reader.onnx_reader import OnnxReader
from assistant.reader.pair_reading import PairReader
from assistant.reader.training.given_paragraph import paragraph_report, read_paragraphs
from assistant.reader.training.tuning import TuningSet, indexed_articles, load_tuning_set
from assistant.reader.training.whole_article import (
    ArticleResult,
    article_report,
    read_article,
    to_record,
)
from ingest.embedding import SentenceTransformerEmbedder
from ingest.weights import sha256_of

logger = logging.getLogger(__name__)

PARTS = ("paragraph", "squad2", "xquad_es")


@click.command()
@click.argument("weights", type=click.Path(exists=True, path_type=Path))
@click.argument("tuning", type=click.Path(exists=True, path_type=Path))
@click.option("--only", "parts", type=click.Choice(PARTS), multiple=True, help="May be repeated.")
@click.option("--save", type=click.Path(path_type=Path), help="Gzipped JSON lines of the articles.")
def main(weights: Path, tuning: Path, parts: tuple[str, ...], save: Path | None) -> None:
    """Tell how well the WEIGHTS (an ONNX model) do on the sets in the folder TUNING."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logger.setLevel(logging.INFO)
    reader = OnnxReader(weights, sha256=sha256_of(weights))
    results: list[ArticleResult] = []
    for part in parts or PARTS:
        logger.info("%s", part)
        if part == "paragraph":
            lines = paragraph_report(
                list(read_paragraphs(load_tuning_set(tuning, "squad2"), reader))
            )
        else:
            found = _read_articles(load_tuning_set(tuning, part), reader)
            results += found
            lines = article_report(found)
        for line in lines:
            logger.info("%s", line)
    if save is not None:
        _save(results, save)


def _read_articles(tuning: TuningSet, reader: PairReader) -> list[ArticleResult]:
    embedder = SentenceTransformerEmbedder()
    with indexed_articles(tuning, embedder) as articles:
        return [
            result
            for article in articles
            for result in read_article(article, reader=reader, embedder=embedder)
        ]


def _save(results: Iterable[ArticleResult], file: Path) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for result in results:
            lines.write(json.dumps(to_record(result), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
