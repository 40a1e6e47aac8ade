"""`briefing eval draft` and `briefing eval review`: cases of one's own, made and looked at."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli_options import home_option

if TYPE_CHECKING:
    from ui.application import Application

# As many as somebody looks at in a quarter of an hour.
PROPOSED = 20

Ready = Callable[[Path | None], "Application"]
"""Returns the application of a home that has documents."""


def drafting_commands(ready: Ready) -> Sequence[click.Command]:
    """Return the commands; `ready` opens a home."""

    @click.command()
    @click.argument("doc_id", metavar="DOCUMENT")
    @click.option(
        "--limit",
        default=PROPOSED,
        show_default=True,
        type=click.IntRange(min=1),
        help="Propose at most so many.",
    )
    @home_option
    @click.pass_obj
    def draft(home: Path | None, doc_id: str, limit: int) -> None:
        """Propose cases about a DOCUMENT; none is evaluated before somebody has reviewed it."""
        _draft(ready(home), doc_id, limit)

    @click.command()
    @home_option
    @click.pass_obj
    def review(home: Path | None) -> None:
        """Accept, edit or reject proposed cases one by one."""
        _review(ready(home))

    return draft, review


def _draft(application: "Application", doc_id: str, limit: int) -> None:
    from ui.feedback.from_document import draft_from

    parsed = application.library.document(doc_id)
    folder = application.settings.home / "cases"
    drafted = draft_from(parsed, folder=folder, limit=limit)
    for problem in drafted.problems:
        click.echo(f"left out: {problem}", err=True)
    for case in drafted.cases:
        click.echo(f"{case.type:<12}  {case.question}")
    count = len(drafted.cases)
    if count:
        what = "1 case" if count == 1 else f"{count} cases"
        click.echo(f"{what} proposed. Look at them with: briefing eval review")
    else:
        click.echo(f"Nothing to propose about {doc_id} that is not there already.")


def _review(application: "Application") -> None:
    from rich.console import Console
    from rich.text import Text

    from ui.feedback.drafts import Drafts
    from ui.feedback.review import review

    console = Console()
    drafts = Drafts(application.settings.home / "cases")
    if drafts.waiting().is_empty:
        click.echo("No proposed case waits. Make some with: briefing eval draft DOCUMENT")
        return
    tally = review(
        drafts,
        application.library.documents,
        ask=lambda prompt: console.input(Text(prompt, style="bold")),
        say=lambda line: console.print(Text(line), soft_wrap=True),
    )
    console.print(
        Text(f"{tally.accepted} accepted, {tally.rejected} rejected, {tally.skipped} skipped.")
    )
    if tally.set_file is not None:
        console.print(
            Text(
                f"The set is {tally.set_file}. Run it on the page (Evaluation, reviewed cases), or "
                f"with: briefing eval --cases {tally.set_file} --documents PATH"
            ),
            soft_wrap=True,
        )
