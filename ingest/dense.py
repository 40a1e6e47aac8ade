"""Search by vector: what any of its kind does, and the exact one for chosen documents."""

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np

from ingest.embedding import Vectors
from ingest.hit import Hit


class DenseSearch(Protocol):
    """What finds the passages nearest to a vector."""

    def search(self, vector: Vectors, *, limit: int, among: Collection[str]) -> list[Hit]:
        """Return at most `limit` of the passages with these ids, best first."""
        ...


class ExactSearch:
    """Compares a vector with every one of some passages: none is missed, however few they are.

    A graph search that is filtered afterwards would not reach the top k of a few documents among
    many.

    Args:
        passage_ids: of the passages.
        vectors: unit vectors, shape (number of passages, dimension).

    """

    def __init__(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        self._passage_ids = tuple(passage_ids)
        self._vectors = vectors

    def search(self, vector: Vectors, *, limit: int, among: Collection[str]) -> list[Hit]:
        """Return at most `limit` of the passages with these ids, best first."""
        if not self._passage_ids:
            return []
        scores = self._vectors @ vector
        hits = (
            Hit(self._passage_ids[row], float(scores[row]))
            for row in np.argsort(-scores, kind="stable")
        )
        return [hit for hit in hits if hit.passage_id in among][:limit]
