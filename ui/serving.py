"""The chat page on the documents of one home."""

from itertools import islice, zip_longest

import click

from ui.application import Application
from ui.page.app import build_page
from ui.page.server import launch

# More examples than these are not read.
MOST_EXAMPLES = 6

# Documents whose insights an empty page may wait for.
EXAMPLE_DOCUMENTS = 2


def serve(application: Application, *, host: str, port: int, open_browser: bool) -> None:
    """Serve the page until it is stopped."""
    page = build_page(
        application.assistant,
        application.library,
        examples=example_questions(application),
        model_name=application.assistant.model_name,
    )
    # Loading the model takes seconds: better before the first question than during it.
    application.embedder.encode(["ready"])
    launch(
        page,
        host=host,
        port=port,
        open_browser=open_browser,
        announce=lambda address: click.echo(f"Briefing is at {address} (Ctrl-C ends it)."),
    )


def example_questions(application: Application) -> tuple[str, ...]:
    """Return questions that the documents of this home answer, each document's in turn."""
    entries = application.library.snapshot().entries[:EXAMPLE_DOCUMENTS]
    prepared = [application.insights(entry.doc_id).suggestions for entry in entries]
    in_turn = (one for row in zip_longest(*prepared) for one in row if one is not None)
    questions = dict.fromkeys(suggestion.question for suggestion in in_turn)
    return tuple(islice(questions, MOST_EXAMPLES))
