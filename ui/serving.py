"""The chat page on the documents of one home."""

from pathlib import Path

import click

from ui.application import Application, shipped_corpus
from ui.doctor import examine
from ui.evaluating.evaluator import Evaluator
from ui.history.store import ConversationStore
from ui.page.app import build_page
from ui.page.desk import Desk
from ui.page.server import launch
from ui.shelf.shelf import Shelf

# Asked of the shipped edition; each of them it answers.
SHIPPED_EXAMPLES = (
    "How many homicides did Costa Rica record in 2023?",
    "Who is Patricia Bullrich?",
    "What did El Faro report about the gangs?",
    "Which municipalities of Honduras are under a state of exception?",
)

# Documents that are named in an example question while no better ones are known.
EXAMPLE_DOCUMENTS = 2


def serve(application: Application, *, host: str, port: int, open_browser: bool) -> None:
    """Serve the page until it is stopped."""
    page = build_page(desk_of(application))
    # Loading the model takes seconds: better before the first question than during it.
    application.embedder.encode(["ready"])
    launch(
        page,
        host=host,
        port=port,
        open_browser=open_browser,
        announce=lambda address: click.echo(f"Briefing is at {address} (Ctrl-C ends it)."),
    )


def desk_of(application: Application) -> Desk:
    """Return what the page works on for one home."""
    chats = ConversationStore(application.settings.home / "conversations")
    chats.forget_deleted()
    return Desk(
        assistant=application.assistant,
        shelf=application.library,
        documents=Shelf(application),
        chats=chats,
        evaluator=Evaluator(application),
        findings=lambda: examine(application),
        examples=lambda _: example_questions(application),
        model_name=application.assistant.model_name,
    )


def example_questions(application: Application) -> tuple[str, ...]:
    """Return questions that the documents of this home are likely to answer."""
    entries = application.library.snapshot().entries
    if any(Path(entry.source).is_relative_to(shipped_corpus()) for entry in entries):
        return SHIPPED_EXAMPLES
    titles = [entry.title for entry in entries[:EXAMPLE_DOCUMENTS]]
    return tuple(
        question
        for title in titles
        for question in (f"What is {title} about?", f"What does {title} recommend?")
    )
