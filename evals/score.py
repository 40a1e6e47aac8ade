"""The nouns of scoring: one value with its reason, and what makes one.

A score that does not apply to a case is *unscored* (`None`), which every mean leaves out. It is
never 0: a refused question says nothing about citations, neither good nor bad.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer
from evals.case import Case


@dataclass(frozen=True, slots=True)
class Score:
    """What one scorer says of one answer."""

    name: str
    value: float | None
    """From 0 to 1, or None where the question does not arise for this case."""
    reason: str
    """Why, in words that a reader of the report can check."""


Scorer = Callable[[Case, Answer, Mapping[str, str]], Score]
"""Judges an answer to a case; the mapping holds the stored texts by document id."""
