"""Keeping the library in step with folders while they change."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import Change, watch

from ingest.document import IngestReport
from ingest.errors import BriefingError
from ingest.files import SUFFIXES
from ui.application import Application

logger = logging.getLogger(__name__)

# Milliseconds without a further change: a large file is being written, or a folder copied.
QUIET = 800
# Milliseconds after which what has changed is taken in although more goes on changing.
LONGEST_WAIT = 5_000
# Milliseconds after which the watch comes back without a change: at once seen to be under way.
LONGEST_SILENCE = 500
# Seconds to wait for another process that writes, before the next change is waited for.
PATIENCE = 60.0


def keep_in_step(
    application: Application,
    folders: Sequence[Path],
    *,
    collection: str | None = None,
    on_report: Callable[[IngestReport], None],
    on_problem: Callable[[str], None],
) -> None:
    """Take folders in, and again whenever something in them changes, until interrupted.

    A run that fails is told, and what it was about is taken in with the next change: runs compare
    all of the folders with the library, so that none is missed.

    Args:
        application: whose library it is.
        folders: to watch, with all that is below them.
        collection: that their documents are put into.
        on_report: told what each run did.
        on_problem: told why one did nothing.

    Raises:
        BriefingError: one of them is no folder, or the system watches no more.

    """
    for folder in folders:
        if not folder.is_dir():
            raise BriefingError(f"{folder} cannot be watched: it is no folder. Name a folder.")

    def run() -> None:
        try:
            on_report(application.ingest(folders, collection=collection, patience=PATIENCE))
        except BriefingError as error:
            on_problem(str(error))

    try:
        # Begun before the first run, so that nothing that changes meanwhile is missed.
        changes = watch(
            *folders,
            watch_filter=_matters,
            debounce=LONGEST_WAIT,
            step=QUIET,
            yield_on_timeout=True,
            rust_timeout=LONGEST_SILENCE,
        )
        next(changes)
        run()
        for found in changes:
            if found:
                logger.info("%d changes", len(found))
                run()
    except OSError as error:
        raise BriefingError(
            f"The folders cannot be watched ({error}). Watch fewer, raise the system's limit "
            "(fs.inotify.max_user_watches), or set WATCHFILES_FORCE_POLLING=true."
        ) from error


def _matters(_: Change, path: str) -> bool:
    """Tell whether a change may change the library; a folder may have been moved away."""
    name = Path(path).name
    return not name.startswith(".") and (
        Path(name).suffix.casefold() in SUFFIXES or not Path(name).suffix
    )
