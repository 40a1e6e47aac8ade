"""Embedders that tests put in the place of the real one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ingest.embedding import Embedder, Encoded, Vectors
from ingest.sentences import Span
from ingest.words import folded_words


@dataclass
class RenamedEmbedder:
    """A working embedder that says it is another one."""

    inner: Embedder
    identity: str = "another-model@0"

    @property
    def max_tokens(self) -> int:
        return self.inner.max_tokens

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.inner.encode(texts)

    def encode_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]]
    ) -> list[Encoded]:
        return self.inner.encode_with_parts(texts, parts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.inner.count_tokens(texts)


@dataclass
class WordEmbedder:
    """A bag of hashed words: instant to load, so that processes can be started and killed."""

    identity: str = "words@1"
    max_tokens: int = 256
    history: list[str] = field(default_factory=list)
    """Every text that was embedded."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def encode_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]]
    ) -> list[Encoded]:
        self.history.extend(texts)
        return [
            Encoded(self._vector(text), self.encode([text[s.start : s.end] for s in spans]))
            for text, spans in zip(texts, parts, strict=True)
        ]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + 2 for text in texts]

    def _vector(self, text: str) -> Vectors:
        vector = np.full(64, 1e-3, dtype=np.float32)
        for word in folded_words(text):
            vector[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        return vector / np.linalg.norm(vector)
