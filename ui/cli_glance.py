"""`briefing glance`: what a document holds, in a terminal or as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.glance.glance import Glance
from ingest.document import Document
from ui.application import Application
from ui.insights import Insights

# A sentence in a table is a reminder; the whole of it is in the document and in the JSON.
LONGEST_CELL = 160


@dataclass(frozen=True, slots=True)
class _Part:
    """One table of the page."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def show_glance(application: Application, doc_id: str, *, as_json: bool) -> None:
    """Print a document at a glance with its suggested questions.

    Raises:
        BriefingError: there is no such document.

    """
    document = application.library.document(doc_id).document
    insights = application.insights(doc_id)
    if as_json:
        record = glance_record(document, insights)
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    console = Console()
    console.print(Text(document.title, style="bold"))
    for part in _parts(insights.glance):
        if part.rows:
            console.print(_table(part))
    if insights.suggestions:
        console.print(Text("\nQuestions that it answers", style="bold"))
        for suggestion in insights.suggestions:
            console.print(Text(f"  {suggestion.question}"))


def glance_record(document: Document, insights: Insights) -> dict[str, object]:
    """Return insights as JSON has them; each place with its quote, `text[start:end]`."""
    record: dict[str, object] = {"document": document.doc_id, "title": document.title}
    for kind, rows in asdict(insights.glance).items():
        record[kind] = [
            {**row, "places": [_quoted(document, place) for place in row["places"]]} for row in rows
        ]
    record["suggestions"] = [one.question for one in insights.suggestions]
    return record


def _quoted(document: Document, place: dict[str, int]) -> dict[str, object]:
    return {**place, "quote": document.text[place["start"] : place["end"]]}


def _parts(glance: Glance) -> Iterator[_Part]:
    yield _Part(
        "Key figures",
        ("number", "what", "where", "when"),
        [(one.number, one.counts, one.where, one.when) for one in glance.figures],
    )
    yield _Part(
        "Timeline", ("when", "what"), [(one.when, _short(one.what)) for one in glance.events]
    )
    yield _Part(
        "People",
        ("name", "role", "mentions"),
        [(one.name, one.role, str(one.mentions)) for one in glance.people],
    )
    yield _Part(
        "Organisations",
        ("name", "what", "mentions"),
        [
            (f"{one.name} ({one.acronym})".removesuffix(" ()"), one.description, str(one.mentions))
            for one in glance.organisations
        ],
    )
    yield _Part(
        "Recommendations",
        ("title", "what", "who"),
        [(one.title, _short(one.text), one.who) for one in glance.recommendations],
    )


def _table(part: _Part) -> Table:
    table = Table(title=part.title, title_justify="left", box=None, pad_edge=False)
    for column in part.columns:
        table.add_column(column, overflow="fold")
    for row in part.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL].rsplit(' ', 1)[0]} …"
