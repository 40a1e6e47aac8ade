"""Answers for programs: each step as it comes, given up when nobody listens."""

from collections.abc import AsyncGenerator, Collection, Iterator, Sequence
from contextlib import aclosing

from starlette.concurrency import run_in_threadpool

from assistant.answer import Answer, AnswerEvent, Finished, Turn
from assistant.assistant import Assistant, check_question
from ui.api.gate import Gate


class Asking:
    """Puts questions to an assistant, a bounded number at once."""

    def __init__(self, assistant: Assistant, gate: Gate) -> None:
        self.assistant = assistant
        self._gate = gate

    async def answer(
        self, question: str, history: Sequence[Turn] = (), documents: Collection[str] | None = None
    ) -> Answer:
        """Return the whole answer; raises what `steps` does."""
        async with aclosing(self.steps(question, history, documents)) as steps:
            async for step in steps:
                if isinstance(step, Finished):
                    return step.answer
        raise AssertionError("a stream ends with its answer")

    async def steps(
        self, question: str, history: Sequence[Turn] = (), documents: Collection[str] | None = None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """Yield the steps of an answer; closing it gives the answer up.

        Raises:
            TooManyQuestionsError: too many questions wait already.
            BriefingError: as `Assistant.stream` does.

        """
        check_question(question)
        async with self._gate.passed():
            stepping = self.assistant.stream(question, history, documents)
            try:
                while (step := await run_in_threadpool(_next, stepping)) is not None:
                    yield step
            finally:
                close = getattr(stepping, "close", None)
                if close is not None:
                    await run_in_threadpool(close)


def _next(stepping: Iterator[AnswerEvent]) -> AnswerEvent | None:
    return next(stepping, None)


async def first_of(
    steps: AsyncGenerator[AnswerEvent, None],
) -> AsyncGenerator[AnswerEvent, None]:
    """Wait for the first step and return all of them: what goes wrong before it is an error yet."""
    first = await anext(steps)

    async def every() -> AsyncGenerator[AnswerEvent, None]:
        try:
            yield first
            async for step in steps:
                yield step
        finally:
            await steps.aclose()

    return every()
