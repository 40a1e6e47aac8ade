"""A model of our own that reads question and passage together, run by onnxruntime.

It started as all-MiniLM-L6-v2 and was trained to mark the answer's first and last token, to score
sentences and to tell whether a passage answers at all. How: see training/README.md.
"""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.reader.pair_reading import Logits, PairReading, reading_of
from assistant.reader.weights import READER_SHA256, check_reader_weights, reader_weights
from assistant.reader.windows import Window, windows_of
from ingest.sentences import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

logger = logging.getLogger(__name__)

# Both cores of the smallest machine that we serve. Each reads a window by itself: two threads in
# one window wait for each other at every layer.
THREADS = 2


class OnnxReader:
    """A `PairReader` that runs the exported model; loads when it is first used.

    Windows are read one at a time, never as a batch: the model's 8-bit ranges are taken over all
    that it reads at once, so that a passage's scores would depend on its neighbours. It is also
    the fastest, since nothing is padded. May be used by several threads at once.

    Args:
        weights: the exported model.
        sha256: what the weights must hash to.

    """

    def __init__(self, weights: Path | None = None, *, sha256: str = READER_SHA256) -> None:
        self._weights = weights or reader_weights()
        self._sha256 = sha256
        self._loading = threading.Lock()
        self._loaded: InferenceSession | None = None
        # Shared by all questions that are asked at once: more threads than cores gain nothing.
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")

    def read_pairs(
        self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[PairReading | None]:
        """Return one reading for each passage, None for one without words.

        Raises:
            ModelError: the weights are missing, cannot be loaded or are not the published ones.

        """
        rows = [windows_of(question, passage) for passage in passages]
        logits = iter(self.logits([window for row in rows for window in row]))
        return [
            reading_of(row, list(islice(logits, len(row))), spans) if row else None
            for row, spans in zip(rows, sentences, strict=True)
        ]

    def logits(self, windows: Sequence[Window]) -> list[Logits]:
        """Return the model's output for each window: the bare passes of reading."""
        session = self._session()
        return list(self._threads.map(lambda window: _logits(session, window), windows))

    def _session(self) -> "InferenceSession":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._weights, self._sha256)
            return self._loaded


def _load(weights: Path, sha256: str) -> "InferenceSession":
    check_reader_weights(weights, sha256=sha256)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    logger.info("loading reader %s", weights)
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


def _logits(session: "InferenceSession", window: Window) -> Logits:
    inputs = {
        "ids": window.ids[None],
        "mask": np.ones_like(window.ids)[None],
        "types": window.types[None],
    }
    start, end, relevance, answer = session.run(None, inputs)
    return Logits(start[0], end[0], relevance[0], float(answer[0]))
