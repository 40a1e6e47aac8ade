"""Drafts made of a document, put into the queue beside those of readers."""

from dataclasses import dataclass
from pathlib import Path

from assistant.glance.making import glance_of
from evals.case import Case
from evals.case_files import load_cases
from evals.case_folder import load_readable
from evals.drafting.making import drafted_cases
from ingest.document import ParsedDocument
from ui.feedback.drafts import Drafts


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was put into the queue."""

    cases: tuple[Case, ...]
    problems: tuple[str, ...]
    """Case files that cannot be read: what they hold may have been proposed once more."""


def draft_from(parsed: ParsedDocument, *, folder: Path, limit: int) -> Drafted:
    """Propose cases about a document that are neither waiting, nor accepted, nor refused.

    Args:
        parsed: the document.
        folder: of the home's own cases; the shipped ones are not proposed again either.
        limit: cases to propose at most; above 0.

    Raises:
        BriefingError: a draft cannot be written.

    """
    drafts = Drafts(folder)
    waiting, reviewed = drafts.waiting(), load_readable(folder)
    cases = drafted_cases(
        parsed,
        glance_of(parsed),
        known=[*waiting.cases, *reviewed.cases, *load_cases()],
        refused=drafts.refused(),
        limit=limit,
    )
    for case in cases:
        drafts.add(case)
    return Drafted(cases, (*waiting.problems, *reviewed.problems))
