"""`briefing ask`: one question, or a file of them."""

import json
from collections.abc import Collection
from pathlib import Path

import click
from rich.console import Console

from ingest.errors import BriefingError
from ingest.selection import Selection, select
from ui.application import Application
from ui.exchange import answer_batch, answer_record, read_questions
from ui.terminal import progress_bar, show_answer


def chosen_documents(application: Application, selection: Selection) -> tuple[str, ...] | None:
    """Return the documents that are asked, None for all; tell how many say no date."""
    selected = select(selection, application.library.entries)
    if selected is None:
        return None
    if selected.undated:
        one = selected.undated == 1
        click.echo(
            f"{selected.undated} document{'' if one else 's'} without a date "
            f"{'is' if one else 'are'} left out.",
            err=True,
        )
    return selected.doc_ids


def ask_one(
    application: Application, question: str, doc_ids: Collection[str] | None, *, as_json: bool
) -> None:
    """Answer a question and print the answer with its sources, or as a line of JSON."""
    answer = application.assistant.answer(question, documents=doc_ids)
    if as_json:
        click.echo(json.dumps(answer_record(answer), ensure_ascii=False))
    else:
        show_answer(Console(), answer, application.library.snapshot())


def ask_batch(
    application: Application, batch: Path, out: Path, doc_ids: Collection[str] | None
) -> None:
    """Answer a file of questions into another file.

    Raises:
        BriefingError: both are the same file, a line is no question, or one cannot be written.

    """
    if out.resolve() == batch.resolve():
        raise BriefingError(f"--out would write over the questions in {batch}. Name another file.")
    questions = read_questions(batch)
    with progress_bar("answering") as on_progress:
        report = answer_batch(
            questions, out, application.assistant, documents=doc_ids, on_progress=on_progress
        )
    counts = ", ".join(f"{count} {status}" for status, count in sorted(report.by_status.items()))
    click.echo(f"{report.questions} questions: {counts}. Written to {out}.", err=True)
