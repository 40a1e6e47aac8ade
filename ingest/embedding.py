"""Turning text into vectors, and counting what the model will read of it.

The one module that owns the embedding model. The default is all-MiniLM-L6-v2 (Wang et al. 2020,
arXiv 2002.10957, trained for sentence similarity by the sentence-transformers project), which comes
inside a wheel: nothing is fetched at run time.
"""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.allocation import keep_memory_flat
from ingest.errors import ModelError
from ingest.sentences import Span
from ingest.weights import (
    DEFAULT_MODEL,
    DEFAULT_MODEL_SHA256,
    bundled_folder,
    bundled_weights,
    check_weights,
    sha256_of,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

# Of 16, 32, 64 and 128 on two cores: texts of one length band fill a batch, little is padded.
BATCH_SIZE = 32


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's vector and those of some of its parts, each read in the context of the whole."""

    text: Vectors
    """Unit vector, shape (dimension,)."""
    parts: Vectors
    """Unit vectors, shape (number of parts, dimension)."""


class Embedder(Protocol):
    """What ingestion and search need of an embedding model."""

    @property
    def identity(self) -> str:
        """Name the model and its weights: vectors of two identities are never compared."""

    @property
    def max_tokens(self) -> int:
        """Return how many tokens the model reads; the rest of a longer text is ignored."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(texts), dimension)."""

    def encode_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]]
    ) -> list[Encoded]:
        """Return vectors of texts and of parts of them, given as offsets into each text."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return for each text its length in tokens, the two special tokens included."""


class SentenceTransformerEmbedder:
    """An `Embedder` backed by sentence-transformers; loads when it is first used.

    Args:
        model: `all-MiniLM-L6-v2` for the installed default, else any name or path that
            sentence-transformers loads (a name may be fetched from its hub).
        verified: folder where it is noted that the default weights were checked, so that 90 MB are
            hashed once and not at every start. None checks every time.

    """

    def __init__(self, model: str = DEFAULT_MODEL, *, verified: Path | None = None) -> None:
        self._model_name = model
        self._verified = verified
        self._loaded: SentenceTransformer | None = None
        self._tokenizer: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes another that loads the model itself, in whatever process."""
        return partial(SentenceTransformerEmbedder, verified=self._verified), (self._model_name,)

    @property
    def identity(self) -> str:
        """Return the model's name with the beginning of its weights' sha256."""
        if self._model_name == DEFAULT_MODEL:
            return f"{DEFAULT_MODEL}@{DEFAULT_MODEL_SHA256[:12]}"
        weights = sorted(Path(self._model_name).glob("*.safetensors"))
        if weights:
            return f"{self._model_name}@{sha256_of(weights[0])[:12]}"
        return self._model_name

    @property
    def max_tokens(self) -> int:
        """Return how many tokens the model reads."""
        if self._model_name == DEFAULT_MODEL:
            # Known without loading the model, so that splitting can begin at once.
            return 256
        return int(self.model.max_seq_length or 256)

    @property
    def model(self) -> "SentenceTransformer":
        """Return the model itself, loaded and checked.

        Raises:
            ModelError: it cannot be found or loaded, or its weights are not the published ones.

        """
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, int(self.model.get_embedding_dimension() or 0)), dtype=np.float32)
        vectors = self.model.encode(
            list(texts),
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def encode_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]]
    ) -> list[Encoded]:
        """Return vectors of texts and of their parts from one reading of each text.

        A part's vector is the mean of its tokens' states, so that a sentence knows its passage:
        "late chunking" (Günther et al. 2024, arXiv 2409.04701). It costs nothing beyond the
        reading, and finds sentences as well as reading each on its own does (see ingest/README.md).
        A model whose vectors are no such means reads every part by itself.
        """
        if not self._pools_by_mean():
            return [
                Encoded(vector, self.encode([text[span.start : span.end] for span in spans]))
                for vector, text, spans in zip(self.encode(texts), texts, parts, strict=True)
            ]
        states = self.model.encode(
            list(texts),
            batch_size=BATCH_SIZE,
            output_value="token_embeddings",
            show_progress_bar=False,
        )
        encodings = self._fast_tokenizer().encode_batch(list(texts))
        return [
            _pooled(np.asarray(state, dtype=np.float32), encoding.offsets, spans)
            for state, encoding, spans in zip(states, encodings, parts, strict=True)
        ]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return for each text its length in tokens, the two special tokens included."""
        return [len(encoding.ids) for encoding in self._fast_tokenizer().encode_batch(list(texts))]

    def _pools_by_mean(self) -> bool:
        """Tell whether a text's vector is the mean of its tokens' states and nothing else."""
        _, *rest = self.model
        kinds = [type(module).__name__ for module in rest]
        mean = [getattr(module, "pooling_mode", None) for module in rest[:1]] == ["mean"]
        return mean and kinds in (["Pooling"], ["Pooling", "Normalize"])

    def _fast_tokenizer(self) -> Any:
        """Return the tokenizer alone, without padding or truncation."""
        if self._tokenizer is None:
            from tokenizers import Tokenizer

            if self._model_name == DEFAULT_MODEL:
                tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
            else:
                backend = self.model.tokenizer.backend_tokenizer
                tokenizer = Tokenizer.from_str(backend.to_str())
            tokenizer.no_truncation()
            tokenizer.no_padding()
            self._tokenizer = tokenizer
        return self._tokenizer

    def _load(self) -> "SentenceTransformer":
        where = self._model_name
        if self._model_name == DEFAULT_MODEL:
            where = str(bundled_folder())
            check_weights(bundled_weights(), noted_in=self._verified)
            # The files are all here; without this the hub is asked for newer ones.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        keep_memory_flat()
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        # Loading 90 MB from disk takes a moment: its progress bar would only disturb.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logger.info("loading embedding model %s", where)
        try:
            return SentenceTransformer(where, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The embedding model {self._model_name!r} cannot be loaded: {error}. "
                f"Set BRIEFING_EMBEDDING_MODEL to a folder that holds a sentence-transformers "
                f"model, or unset it to use {DEFAULT_MODEL}."
            ) from error


def _pooled(states: Vectors, offsets: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Encoded:
    """Return the mean of all states, and of those of each span's tokens, as unit vectors."""
    # Special tokens have empty offsets; the first stands before the text, the last after it.
    inner = np.array([start for start, _ in offsets[1:-1]][: len(states) - 1], dtype=np.int64)
    whole = states.mean(axis=0)
    parts = np.empty((len(spans), states.shape[1]), dtype=np.float32)
    for row, span in enumerate(spans):
        first, last = np.searchsorted(inner, (span.start, span.end)) + 1
        # A part that was cut off, or has no token of its own, is as good as its whole.
        parts[row] = states[first:last].mean(axis=0) if first < last else whole
    parts /= np.linalg.norm(parts, axis=1, keepdims=True)
    return Encoded(whole / np.linalg.norm(whole), parts)
