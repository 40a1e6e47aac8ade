"""How near two English words are in meaning, told by the vectors that a model begins with.

Before MiniLM reads a text it looks up a vector for each piece of a word. Alone these know nothing
of the text, but words that are used alike have them close together: for "prison" the nearest are
"jail" (cosine 0.68) and "imprisonment". A look-up takes no pass of the model.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from assistant.reader.windows import pair_tokenizer
from ingest.embedding import Vectors
from ingest.weights import bundled_weights

TENSOR = "embeddings.word_embeddings.weight"


def nearness(word: str, others: Sequence[str]) -> Vectors:
    """Return the cosine of a word with each of the others, -1 to 1, shape (others,)."""
    if not others:
        return np.zeros(0, dtype=np.float32)
    cosines: Vectors = np.stack([_vector(other) for other in others]) @ _vector(word)
    return cosines


# The words of a shelf of briefs: 30 MB.
@lru_cache(maxsize=20_000)
def _vector(word: str) -> Vectors:
    """Return the unit vector of a word: the mean of its pieces'."""
    pieces = pair_tokenizer().encode(word, add_special_tokens=False).ids
    rows = [_table()[piece : piece + 1] for piece in pieces]
    mean: Vectors = np.concatenate(rows).mean(axis=0) if rows else np.zeros(1, dtype=np.float32)
    unit: Vectors = mean / (np.linalg.norm(mean) or 1.0)
    return unit


@lru_cache(maxsize=1)
def _table() -> Any:
    """Return the look-up table in its file, of which only the rows asked for are read."""
    from safetensors import safe_open

    weights: Any = safe_open(str(bundled_weights()), framework="numpy")
    return weights.get_slice(TENSOR)


@lru_cache(maxsize=1)
def word_vectors() -> tuple[dict[str, int], Vectors]:
    """Return the whole words of the model's vocabulary with their rows, and their unit vectors.

    Shape (words, dimension). The whole table is read: for training, not for a question.
    """
    words = {
        word: row
        for word, row in pair_tokenizer().get_vocab().items()
        if word.isascii() and word.isalpha() and len(word) > 2
    }
    vectors: Vectors = _table()[:][list(words.values())]
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: place for place, word in enumerate(words)}, unit
