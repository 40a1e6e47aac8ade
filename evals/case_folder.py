"""A folder of case files of which some may be broken: those that can be read, and why not the rest.

For lists that a person works through. A run takes `case_files.load_cases`, which refuses them all.
"""

from dataclasses import dataclass
from pathlib import Path

from evals.case import Case
from evals.case_files import CASE_SUFFIXES, load_cases
from ingest.errors import BriefingError


@dataclass(frozen=True, slots=True)
class Readable:
    """What a folder holds."""

    cases: tuple[Case, ...]
    """By the names of their files; `source` is that name."""
    problems: tuple[str, ...]
    """What is wrong with each of the other files, with its name."""


def load_readable(folder: Path) -> Readable:
    """Return the cases of all files that can be read, and what is wrong with the others.

    Nothing and no problem where there is no such folder.
    """
    cases: list[Case] = []
    problems: list[str] = []
    if folder.is_dir():
        for file in sorted(one for one in folder.iterdir() if one.suffix.lower() in CASE_SUFFIXES):
            try:
                cases.extend(load_cases(file))
            except BriefingError as error:
                problems.append(str(error))
    return Readable(tuple(cases), tuple(problems))
