"""How many questions are answered at once, how many may wait, and what the others are told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ingest.errors import BriefingError

# Answers are computed by this machine's processors: more at once would make each of them slower.
ANSWERED_AT_ONCE = 4

# A question takes a quarter of a second: the last of these is answered within half a minute.
MOST_WAITING = 100

RETRY_AFTER_SECONDS = 5


class TooManyQuestionsError(BriefingError):
    """Too many questions wait already."""


class Gate:
    """Lets a few through at once and a bounded number wait; bounded is the memory they take."""

    def __init__(self, *, at_once: int = ANSWERED_AT_ONCE, waiting: int = MOST_WAITING) -> None:
        self._running = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._inside = 0

    @asynccontextmanager
    async def passed(self) -> AsyncIterator[None]:
        """Wait for a turn and hold it; raise TooManyQuestionsError at once where too many wait."""
        if self._inside >= self._most:
            raise TooManyQuestionsError(
                f"Too many questions are waiting ({self._most} at most). "
                f"Ask again in {RETRY_AFTER_SECONDS} seconds."
            )
        self._inside += 1
        try:
            async with self._running:
                yield
        finally:
            self._inside -= 1
