"""What becomes of a sentence that its sources do not bear out."""

from enum import StrEnum


class Policy(StrEnum):
    """How such a sentence is shown, if at all."""

    MARK = "mark"
    """It is shown, marked, and cites nothing unless a part of it is there."""
    DROP = "drop"
    QUOTE = "quote"
    """The sentences that it cites stand in its place."""
