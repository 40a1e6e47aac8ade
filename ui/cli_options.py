"""Options that several commands have."""

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def named_source(text: str) -> Path | str:
    """Return a path or a web address that was typed; an empty one is refused as wrong usage."""
    return text if re.match(r"https?://", text, re.IGNORECASE) else named_path(text)


def named_path(text: str) -> Path:
    """Return a path that was typed; an empty one is refused as wrong usage."""
    if not text.strip():
        # An unset variable in a script would otherwise stand for the current folder.
        raise click.BadParameter("a path is empty")
    return Path(text)


def _keep_home(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        # A command's context has copied its parent's object by now.
        context.obj = context.find_root().obj = value


# It may stand before or after a command's name; commands get it by `click.pass_obj`.
home_option = click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    expose_value=False,
    callback=_keep_home,
    help="Folder of all state.  [env: BRIEFING_HOME]",
)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of which documents are asked; it gets them as `selection`.

    Without any of them it gets an empty selection, which stands for all documents.
    """

    @functools.wraps(command)
    def with_selection(
        *args: Any,
        doc_ids: tuple[str, ...],
        collections: tuple[str, ...],
        publisher: str,
        published: str | None,
        **others: Any,
    ) -> Any:
        from ingest.selection import Selection, period_of

        period = period_of(published) if published is not None else None
        selection = Selection(doc_ids, collections, publisher, period)
        return command(*args, selection=selection, **others)

    for option in (
        click.option(
            "--published",
            metavar="FROM..TO",
            help="Ask those published then: 2023, 2021..2023, 2023-05..; not those undated.",
        ),
        click.option("--publisher", default="", metavar="NAME", help="Ask those of a publisher."),
        click.option(
            "--collection",
            "collections",
            multiple=True,
            metavar="NAME",
            help="Ask those of a collection; may be given several times.",
        ),
        click.option(
            "--document",
            "doc_ids",
            multiple=True,
            metavar="DOC",
            help="Answer from this document alone; may be given several times.",
        ),
    ):
        with_selection = option(with_selection)
    return with_selection


def model_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of who writes; they are names of settings."""
    for option in (
        click.option(
            "--offline",
            is_flag=True,
            default=None,
            help="Forbid hosted models.  [env: BRIEFING_OFFLINE]",
        ),
        click.option("--model-url", help="Of a server of one's own.  [env: BRIEFING_MODEL_URL]"),
        click.option(
            "--model",
            metavar="PROVIDER:NAME",
            help="Chat model that writes; quotes only by default.  [env: BRIEFING_MODEL]",
        ),
    ):
        command = option(command)
    return command
