"""Errors whose message is written for the person at the keyboard."""

from pathlib import Path


class BriefingError(Exception):
    """A known problem: what failed, with which value, and what mends it.

    The command line prints the message alone, without a traceback; every other exception is a bug
    and keeps its traceback.
    """


class UnreadableFileError(BriefingError):
    """A file cannot be taken in: missing, empty, binary or in an unknown encoding."""


class NoIndexError(BriefingError):
    """There is no index yet in this home folder."""


class StaleIndexError(BriefingError):
    """The index was built with other settings than those in force."""


class BusyError(BriefingError):
    """Another process is writing to the same home folder."""


class UnknownDocumentError(BriefingError):
    """No document has this id."""


class NothingSelectedError(BriefingError):
    """No document is of the collection, publisher or time that was asked for."""


class ModelError(BriefingError):
    """A model cannot be loaded or is not the one that was published."""


def unwritten(folder: Path, reason: str) -> BriefingError:
    """Return the error of a run that could not write to the index folder."""
    return BriefingError(
        f"The index in {folder} could not be written ({reason}). The version in force is whole. "
        "See that the folder can be written and its disk has room, then repeat."
    )
