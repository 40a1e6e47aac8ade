"""What both searches return."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that a search found."""

    passage_id: str
    score: float
    """Cosine similarity for a dense search, BM25 for a lexical one: higher is better."""
