"""The questions that training starts from."""

import gzip
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.sentences import Span

# Sources that have no articles: all their paragraphs are of one kind.
REVIEW_SOURCES = ("squadshifts-reddit", "squadshifts-amazon")

# "Where is it?" can be asked of any review; a longer question is about the one that it belongs to.
MIN_REVIEW_QUESTION_WORDS = 5


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question with the paragraph that answers it."""

    question_id: str
    text: str
    paragraph: str
    group: str
    """The article of the paragraph, or the source where that has no articles."""
    is_review: bool
    answers: tuple[str, ...]
    """What people marked as the answer; one may stand more than once."""
    answer: Span
    """The answer marked most often, of equals the shortest: offsets into the paragraph."""


def load_questions(file: Path, *, without: Collection[str]) -> list[TrainingQuestion]:
    """Return the usable questions of a gzipped JSONL file, in its order.

    Args:
        file: `id`, `source`, `title`, `context`, `question` and `answers` (`text`, `start`) a line.
        without: titles of articles that are kept for measuring.

    """
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    kept = [one for one in records if one["title"].replace("_", " ") not in without]
    questions = (_question(one) for one in kept)
    return [one for one in questions if one is not None and _is_specific(one)]


def measured_titles(files: Iterable[Path]) -> set[str]:
    """Return the titles of the documents in JSONL files of tuning sets."""
    return {
        json.loads(line)["title"]
        for file in files
        for line in file.read_text(encoding="utf-8").split("\n")
        if line.strip()
    }


def _question(record: Mapping[str, Any]) -> TrainingQuestion | None:
    answers = [(one["text"], one["start"]) for one in record["answers"] if one["text"].strip()]
    if not answers:
        return None
    counted = Counter(answers)
    text, start = max(counted, key=lambda one: (counted[one], -len(one[0])))
    is_review = record["source"] in REVIEW_SOURCES
    return TrainingQuestion(
        question_id=record["id"],
        text=record["question"],
        paragraph=record["context"],
        group=record["source"] if is_review else record["title"],
        is_review=is_review,
        answers=tuple(answer for answer, _ in answers),
        answer=Span(start, start + len(text)),
    )


def _is_specific(question: TrainingQuestion) -> bool:
    return not question.is_review or len(question.text.split()) >= MIN_REVIEW_QUESTION_WORDS
