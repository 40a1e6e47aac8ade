"""Questions that were written for this project, each by reading the paragraph that it is about.

Rules make questions that nobody would ask. These were written by a language model that was told to
ask as somebody would who knows the subject but has not seen the paragraph: questions that it
answers, mostly in other words than its own, and questions that it only seems to answer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.reader.training.questions import TrainingQuestion
from ingest.sentences import Span, split_sentences
from ingest.terms import terms_of

FOLDER = Path(__file__).with_name("written")
ARTICLES = FOLDER / "articles.jsonl"
"""Of paragraphs of the training articles, which are named by one of their questions."""
BRIEFS = FOLDER / "briefs.json"
"""Policy briefs that were made up for this, with their questions, in SQuAD's form."""


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A paragraph with what was asked about it."""

    text: str
    group: str
    """The article or brief."""
    answered: tuple[TrainingQuestion, ...]
    unanswered: tuple[str, ...]
    """Of a brief, these are answered nowhere in it."""


def written_about_articles(
    questions: Sequence[TrainingQuestion], file: Path = ARTICLES
) -> list[WrittenParagraph]:
    """Return the paragraphs of the training questions about which further ones were written."""
    by_id = {one.question_id: one for one in questions}
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = []
    for record in records:
        known = by_id.get(record["of"])
        if known is not None:
            found.append(_paragraph(record, known.paragraph, known.group, record["of"]))
    return found


def written_about_briefs(file: Path = BRIEFS) -> list[WrittenParagraph]:
    """Return the paragraphs of all briefs of a file; a section's heading is left out."""
    briefs = json.loads(file.read_text(encoding="utf-8"))["data"]
    return [
        _of_brief(paragraph, brief["title"])
        for brief in briefs
        for paragraph in brief["paragraphs"]
    ]


def _of_brief(paragraph: Mapping[str, Any], title: str) -> WrittenParagraph:
    text = paragraph["context"].rpartition("\n\n")[2]
    answered = [one for one in paragraph["qas"] if not one["is_impossible"]]
    record = {
        "a": [(one["question"], one["answers"][0]["text"]) for one in answered],
        "u": [one["question"] for one in paragraph["qas"] if one["is_impossible"]],
    }
    return _paragraph(record, text, title, answered[0]["id"])


def _paragraph(record: Mapping[str, Any], text: str, group: str, name: str) -> WrittenParagraph:
    answered = tuple(
        TrainingQuestion(
            question_id=f"{name}-written-{number}",
            text=question,
            paragraph=text,
            group=group,
            is_review=False,
            answers=(answer,),
            answer=answer_in(text, answer, question),
        )
        for number, (question, answer) in enumerate(record["a"])
    )
    return WrittenParagraph(text, group, answered, tuple(record["u"]))


def answer_in(paragraph: str, answer: str, question: str) -> Span:
    """Return where an answer stands: of several places, that in the sentence nearest in words."""
    starts = [at for at in range(len(paragraph)) if paragraph.startswith(answer, at)]
    asked = set(terms_of(question, language="en"))
    sentences = split_sentences(paragraph)

    def shared(start: int) -> int:
        holding = (one for one in sentences if one.start <= start < one.end)
        said = next((paragraph[one.start : one.end] for one in holding), "")
        return len(asked & set(terms_of(said, language="en")))

    start = max(starts, key=shared)
    return Span(start, start + len(answer))
