"""How long each step of an answer takes."""

import time


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """Note the time since the last step, and the total so far."""
        now = time.perf_counter()
        self.laps[step] = now - self._last
        self.laps["total"] = now - self._started
        self._last = now
