"""What one browser session has asked so far, and how a question becomes the next exchange."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from assistant.answer import Answer, AnswerEvent, Finished, Searching, TextDelta, Turn
from ingest.errors import BriefingError


class Answering(Protocol):
    """Whatever answers a question piece by piece."""

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
    ) -> Iterator[AnswerEvent]:
        """Yield the steps of one answer, `Finished` last; raise BriefingError if it fails."""
        ...

    def with_depth(self, depth: int) -> "Answering":
        """Return the same, but reading so many passages for a question."""
        ...


class Progress(StrEnum):
    """How far an exchange has come."""

    SEARCHING = "searching"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"
    """By the reader, before the answer was complete and checked."""
    FAILED = "failed"


UNFINISHED = frozenset({Progress.SEARCHING, Progress.WRITING})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with all that is known of its answer."""

    question: str
    progress: Progress = Progress.SEARCHING
    standalone_question: str = ""
    """Empty until the search has begun."""
    text: str = ""
    """The answer as far as it has been written."""
    answer: Answer | None = None
    """The checked answer; None until it is complete."""
    problem: str = ""
    """For a failed exchange: what failed and what mends it."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one session, oldest first; immutable, so that no two sessions share one."""

    exchanges: tuple[Exchange, ...] = ()

    def history(self) -> tuple[Turn, ...]:
        """Return the completed exchanges as turns, which a follow-up is understood from."""
        return tuple(
            turn
            for exchange in self.exchanges
            if exchange.answer is not None
            for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer.text))
        )

    def followed_by(self, exchange: Exchange) -> "Conversation":
        """Return the conversation with one exchange more."""
        return Conversation((*self.exchanges, exchange))

    def stopped(self) -> "Conversation":
        """Return the conversation with its unfinished exchange, if any, marked as stopped."""
        return self._ended(progress=Progress.STOPPED, problem="")

    def failed(self, problem: str) -> "Conversation":
        """Return the conversation with its unfinished exchange, if any, marked as failed."""
        return self._ended(progress=Progress.FAILED, problem=problem)

    @property
    def is_unfinished(self) -> bool:
        """Tell whether its last answer is still being made."""
        return bool(self.exchanges) and self.exchanges[-1].progress in UNFINISHED

    def _ended(self, *, progress: Progress, problem: str) -> "Conversation":
        if not self.is_unfinished:
            return self
        ended = replace(self.exchanges[-1], progress=progress, problem=problem)
        return Conversation((*self.exchanges[:-1], ended))


def converse(
    assistant: Answering,
    conversation: Conversation,
    question: str,
    *,
    documents: Collection[str] | None = None,
) -> Iterator[Conversation]:
    """Yield the conversation after each step of answering `question`.

    The first is yielded before the assistant is asked, so that the question shows at once. A known
    problem becomes part of the last one; any other exception is a bug and passes through.
    """
    earlier = conversation.stopped()
    exchange = Exchange(question)
    yield earlier.followed_by(exchange)
    try:
        for event in assistant.stream(question, earlier.history(), documents):
            exchange = _advanced(exchange, event)
            yield earlier.followed_by(exchange)
    except BriefingError as error:
        yield earlier.followed_by(exchange).failed(str(error))


def _advanced(exchange: Exchange, event: AnswerEvent) -> Exchange:
    match event:
        case Searching(standalone_question=standalone_question):
            return replace(exchange, standalone_question=standalone_question)
        case TextDelta(text=text):
            return replace(exchange, progress=Progress.WRITING, text=exchange.text + text)
        case Finished(answer=answer):
            return replace(
                exchange,
                progress=Progress.DONE,
                standalone_question=answer.standalone_question,
                text=answer.text,
                answer=answer,
            )
