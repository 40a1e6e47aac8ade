"""A proposed case as a page shows it."""

from dataclasses import dataclass
from pathlib import Path

from evals.case import Case


@dataclass(frozen=True, slots=True)
class Draft:
    """A case that nobody has looked at yet."""

    name: str
    type: str
    question: str
    history: tuple[str, ...]
    answers: tuple[str, ...]
    """Words that a right answer holds; none if the documents do not answer the question."""


def draft_of(case: Case) -> Draft:
    """Return a waiting case as it is shown; its file's name is what it is accepted by."""
    return Draft(
        name=Path(case.source).stem,
        type=case.type,
        question=case.question,
        history=tuple(turn.text for turn in case.history),
        answers=tuple(" or ".join(group) for group in case.answers),
    )
