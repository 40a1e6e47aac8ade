"""What a person at a terminal sees: answers with their sources, reports, progress."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from textwrap import shorten

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.answer import (
    Answer,
    Citation,
    Finished,
    Searching,
    Status,
    TextDelta,
    Turn,
    Verdict,
)
from assistant.assistant import Assistant
from ingest.document import IngestReport
from ingest.errors import BriefingError
from ingest.ingestion import Progress as OnProgress
from ingest.snapshot import Snapshot
from ingest.version import Entry
from ui.wording import VERDICT_WORDS, usage_words

# A paragraph taken for a title would fill the screen.
LONGEST_TITLE = 120

# Nearest passages shown with a refusal.
NEAREST_SHOWN = 3


def show_answer(console: Console, answer: Answer, snapshot: Snapshot) -> None:
    """Print an answer's text and the sources under it."""
    console.print(Text(answer.text))
    show_sources(console, answer, snapshot)


def show_sources(console: Console, answer: Answer, snapshot: Snapshot) -> None:
    """Print what an answer cites, or what came nearest to a question that was refused."""
    console.print()
    for citation in answer.citations:
        console.print(_source(citation, snapshot))
    _show_account(console, answer)
    if answer.status is Status.ABSTAINED:
        console.print(Text(f"Why: {answer.reason}.", style="dim"))
    if answer.status is Status.ABSTAINED and answer.evidence:
        console.print(Text("Nearest passages:", style="bold"))
        for evidence in answer.evidence[:NEAREST_SHOWN]:
            title = snapshot.document(evidence.passage.doc_id).document.title
            place = " › ".join((title, *evidence.passage.heading_path))
            console.print(Padding(Text(f"“{_one_line(evidence.text)}”", style="dim"), (0, 0, 0, 2)))
            console.print(Padding(Text(place, style="dim italic"), (0, 0, 0, 4)))


def _show_account(console: Console, answer: Answer) -> None:
    """Print what a chat model's sentences lack, and what the reader must know of how it wrote."""
    for check in answer.checks:
        if check.verdict is not Verdict.SUPPORTED:
            sentence = _one_line(answer.text[check.start : check.end])
            words = f"{VERDICT_WORDS[check.verdict]}: “{sentence}” {check.reason}."
            console.print(Text(words, style="yellow"))
    if answer.account is None:
        return
    for notice in answer.account.notices:
        console.print(Text(notice, style="yellow"))
    usage = answer.account.usage
    if usage is not None:
        console.print(Text(f"{answer.model_name}: {usage_words(usage)}", style="dim"))


def show_report(console: Console, report: IngestReport) -> None:
    """Print what a run of ingestion did, document by document."""
    for word, ids in (
        ("added", report.added),
        ("updated", report.updated),
        ("removed", report.removed),
    ):
        for doc_id in ids:
            console.print(f"{word:>9}  {escape(doc_id)}", highlight=False)
    if report.unchanged:
        console.print(f"{'unchanged':>9}  {len(report.unchanged)}", highlight=False)
    for warning in report.warnings:
        console.print(Text(f"  warning  {warning}", style="yellow"))
    for skipped in report.skipped:
        console.print(Text(f"  skipped  {skipped.reason}", style="red"))
    console.print(
        f"{report.passages} passages in the index, {report.embedded} embedded now, "
        f"{report.seconds:.1f} s",
        highlight=False,
    )


def show_documents(console: Console, snapshot: Snapshot) -> None:
    """Print the list of documents."""
    table = Table(box=None, pad_edge=False)
    rows = [_document_cells(entry) for entry in snapshot.entries]
    # A column that nothing stands in takes room from the others.
    shown = [name for name in rows[0] if any(row[name] for row in rows)] if rows else []
    for column in shown:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[name]) for name in shown))
    console.print(table)


def _document_cells(entry: Entry) -> dict[str, str]:
    return {
        "document": entry.doc_id,
        "title": shorten(entry.title, LONGEST_TITLE, placeholder=" …"),
        "published": entry.published or "",
        "publisher": entry.publisher or "",
        "collections": ", ".join(entry.collections),
        "language": entry.language,
        "passages": str(entry.passages),
        "source": entry.source,
    }


def chat(
    console: Console, assistant: Assistant, *, documents: Collection[str] | None = None
) -> None:
    """Hold a conversation on the chosen documents until the input ends."""
    if documents is not None:
        # A wrong id is told now, and not only after the first question.
        assistant.library.snapshot().restricted_to(documents)
    console.print(
        Text("Ask about the documents. /new starts over, Ctrl-D ends.", style="dim"), end="\n\n"
    )
    history: list[Turn] = []
    while True:
        try:
            question = console.input("[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if question == "/new":
            history = []
            console.print(Text("A new conversation.", style="dim"))
        elif question:
            history += _turns(console, assistant, question, history, documents)


@contextmanager
def progress_bar(what: str) -> Iterator[OnProgress]:
    """Show how far a work is while standard error is a terminal, and nothing otherwise."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _turns(
    console: Console,
    assistant: Assistant,
    question: str,
    history: list[Turn],
    documents: Collection[str] | None,
) -> list[Turn]:
    """Answer one question as it streams; return the turns that it adds."""
    try:
        for event in assistant.stream(question, history, documents):
            match event:
                case Searching(standalone_question=standalone):
                    if standalone != question:
                        console.print(Text(f"Searched for: {standalone}", style="dim italic"))
                case TextDelta(text=text):
                    console.print(Text(text), end="")
                case Finished(answer=answer):
                    console.print()
                    show_sources(console, answer, assistant.library.snapshot())
                    console.print()
                    return [Turn("user", question), Turn("assistant", answer.text)]
    except BriefingError as error:
        console.print(Text(str(error), style="red"))
    return []


def _source(citation: Citation, snapshot: Snapshot) -> Text:
    title = snapshot.document(citation.doc_id).document.title
    page = (f"p. {citation.page}",) if citation.page is not None else ()
    place = " › ".join((title, *citation.heading_path, *page))
    return Text.assemble(
        (f"[{citation.number}] ", "bold cyan"), f"“{_one_line(citation.quote)}” ", (place, "dim")
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
