"""`briefing ingest --watch`: a line for each change, until Ctrl-C."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ingest.document import IngestReport, SkippedFile
from ui.application import Application
from ui.terminal import show_report
from ui.watching import keep_in_step


def watch_folders(
    application: Application, folders: Sequence[Path], *, collection: str | None = None
) -> None:
    """Keep the library in step with folders until interrupted, and tell what changed."""
    console = Console()
    told: set[SkippedFile] = set()

    def tell(report: IngestReport) -> None:
        # A file that cannot be read is named once, and not at every change of another.
        skipped = tuple(one for one in report.skipped if one not in told)
        told.intersection_update(report.skipped)
        told.update(skipped)
        if skipped or report.added or report.updated or report.removed:
            show_report(console, replace(report, skipped=skipped))

    def tell_problem(problem: str) -> None:
        console.print(Text(f"  problem  {problem}", style="red"))

    named = ", ".join(str(folder) for folder in folders)
    console.print(f"Watching {named}; Ctrl-C ends it.", markup=False, highlight=False)
    try:
        keep_in_step(
            application, folders, collection=collection, on_report=tell, on_problem=tell_problem
        )
    except KeyboardInterrupt:
        console.print("Stopped; what was taken in stays.")
