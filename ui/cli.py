"""The command line, and where everything is put together.

Each command imports what it needs when it runs, so that `briefing --help` answers at once.

Exit codes: 0 done; 1 a bug (with its traceback); 2 wrong usage; 3 a problem that the message
tells how to mend; 4 ingestion was done but files were skipped; 5 an evaluation fell below a floor.
"""

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.errors import BriefingError
from ui.cli_api import api_commands
from ui.cli_documents import document, documents, ingest, remove
from ui.cli_drafting import drafting_commands
from ui.cli_measuring import bench, evaluate
from ui.cli_models import application_of, ask_consent, models
from ui.cli_options import home_option, model_options, selection_options

if TYPE_CHECKING:
    from ingest.selection import Selection
    from ui.application import Application

PROBLEM = 3


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@home_option
@click.option("--verbose", "-v", is_flag=True, help="Log what is done to standard error.")
@click.version_option(package_name="briefing-assistant", prog_name="briefing")
def briefing(verbose: bool) -> None:
    """Ask policy briefs questions; every sentence of an answer is cited to its source.

    Exit codes: 0 done, 2 wrong usage, 3 a problem the message tells how to mend, 4 files were
    skipped, 5 an evaluation fell below a floor, 1 a bug.
    """
    logging.basicConfig(
        level=logging.INFO if verbose else logging.ERROR, format="%(name)s: %(message)s"
    )


@briefing.command()
@click.argument("doc_id", metavar="DOC")
@click.option("--json", "as_json", is_flag=True, help="Print all rows with their quotes as JSON.")
@home_option
@click.pass_obj
def glance(home: Path | None, doc_id: str, as_json: bool) -> None:
    """Show a document's figures, events, people and recommendations."""
    from ui.cli_glance import show_glance

    show_glance(_ready(home), doc_id, as_json=as_json)


@briefing.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one line of JSON.")
@click.option("--batch", type=click.Path(path_type=Path), help="Answer the questions of a file.")
@click.option("--out", type=click.Path(path_type=Path), help="Where --batch writes its answers.")
@selection_options
@model_options
@home_option
@click.pass_obj
def ask(
    home: Path | None,
    /,
    question: str | None,
    as_json: bool,
    batch: Path | None,
    out: Path | None,
    selection: "Selection",
    **writer: Any,
) -> None:
    """Answer a question, or with --batch IN.jsonl --out OUT.jsonl a file of them."""
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        raise click.UsageError("Give either a QUESTION, or --batch IN.jsonl with --out OUT.jsonl.")
    from ui.cli_ask import ask_batch, ask_one, chosen_documents

    application = _ready(home, **writer)
    doc_ids = chosen_documents(application, selection)
    if batch and out:
        ask_batch(application, batch, out, doc_ids)
    elif question is not None:
        ask_one(application, question, doc_ids, as_json=as_json)


@briefing.command()
@selection_options
@model_options
@home_option
@click.pass_obj
def chat(home: Path | None, /, selection: "Selection", **writer: Any) -> None:
    """Hold a conversation in the terminal."""
    from rich.console import Console

    from ui.cli_ask import chosen_documents
    from ui.terminal import chat as hold_chat

    application = _ready(home, **writer)
    doc_ids = chosen_documents(application, selection)
    hold_chat(Console(), application.assistant, documents=doc_ids)


@briefing.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=7860,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="0: any free one.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@model_options
@home_option
@click.pass_obj
def serve(home: Path | None, /, host: str, port: int, no_browser: bool, **writer: Any) -> None:
    """Start the chat page."""
    from ui.serving import serve as serve_page

    serve_page(_ready(home, **writer), host=host, port=port, open_browser=not no_browser)


@briefing.command()
@home_option
@click.pass_obj
def doctor(home: Path | None) -> None:
    """Tell what is installed and stored, whether it is sound, and what is sent where."""
    from ui.doctor import examine

    sound = True
    for finding in examine(application_of(home)):
        sound = sound and finding.sound
        click.echo(f"{'ok     ' if finding.sound else 'PROBLEM'}  {finding.what}: {finding.found}")
    if not sound:
        sys.exit(PROBLEM)


def main() -> None:
    """Run the command line; a known problem prints its message alone."""
    try:
        briefing()
    except BriefingError as error:
        click.echo(f"briefing: {error}", err=True)
        sys.exit(PROBLEM)
    except OSError as error:
        # Disk full, no permission, a folder that went away: the machine's state and no bug of ours.
        where = f" ({error.filename})" if error.filename else ""
        click.echo(
            f"briefing: {error.strerror or error}{where}. "
            "Check that the folder of --home can be read and written.",
            err=True,
        )
        sys.exit(PROBLEM)


def _ready(home: Path | None, **writer: Any) -> "Application":
    """Return an application that has documents: the shipped ones, if none were ever taken in."""
    from ui.application import shipped_corpus
    from ui.terminal import progress_bar

    application = application_of(home, **writer)
    ask_consent(application)
    if application.library.is_empty():
        click.echo("No documents yet: taking in the shipped corpus.", err=True)
        with progress_bar("embedding") as on_progress:
            application.ingest([shipped_corpus()], prepare=False, on_progress=on_progress)
    return application


for part in drafting_commands(_ready):
    evaluate.add_command(part)
for command in (
    *(ingest, documents, remove, document),
    *(evaluate, bench, models),
    *api_commands(_ready),
):
    briefing.add_command(command)
