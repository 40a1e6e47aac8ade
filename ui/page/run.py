"""One answer being written, which another event of the same session can end."""

import asyncio
from collections.abc import Iterator

from ui.page.conversation import Conversation
from ui.page.talk import Talk


class Run:
    """Takes the steps of one answer until they end or somebody ends them.

    Only the event that writes the answer changes the conversation; the others ask it to stop. So no
    late step can undo what stopping or turning to another chat has shown.
    """

    def __init__(self, steps: Iterator[Conversation]) -> None:
        self._steps = steps
        self._ended = asyncio.Event()
        self.instead: Talk | None = None
        """The conversation to show once the run has ended, if not the one it is part of."""

    def end(self, *, instead: Talk | None = None) -> None:
        """End the run before its next step; without effect on one that has ended."""
        self.instead = instead or self.instead
        self._ended.set()

    async def next_step(self) -> Conversation | None:
        """Return the next step, or None after the last one or as soon as the run is ended.

        A step is taken in a thread, which is left behind when the run is ended: a model in the
        middle of a step cannot be interrupted, and the next question shall not wait for it.
        """
        step = asyncio.ensure_future(asyncio.to_thread(next, self._steps, None))
        ended = asyncio.ensure_future(self._ended.wait())
        await asyncio.wait({step, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        return None if self._ended.is_set() else await step
