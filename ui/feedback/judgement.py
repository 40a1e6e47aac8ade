"""What a reader thinks of an answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.answer import Turn
from ui.page.conversation import Exchange


class Reason(StrEnum):
    """What is wrong with an answer."""

    WRONG = "It is wrong"
    INCOMPLETE = "Something is missing"
    BESIDE = "It does not answer my question"
    SHOULD_REFUSE = "The documents do not say this"
    SHOULD_ANSWER = "The documents do say it"
    SOURCE = "The source does not fit"
    OTHER = "Something else"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement of one answer."""

    conversation_id: str
    index: int
    """The exchange's number in its conversation, from 0."""
    liked: bool
    exchange: Exchange
    """The question with its answer, as they were judged."""
    history: tuple[Turn, ...]
    """The turns before it."""
    time: datetime
    """With its time zone."""
    reason: Reason | None = None
    """None for an answer that was liked, or where none was given."""
    comment: str = ""
