"""The sides of a comparison, or the questions that are asked in one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One part of a question that is made of several."""

    label: str
    """As it is named in the answer: "Chile"; empty where the part is a question of its own."""
    question: str
    """The part as a question that stands alone."""


def sides_of(question: str) -> tuple[Side, ...]:
    """Return the sides of a question, two or more, or none where it asks for one thing."""
    return ()
