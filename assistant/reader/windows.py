"""Question and passage as one row of tokens, a long passage as several rows that overlap."""

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.weights import bundled_folder

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

# As in training, special tokens included.
MAX_TOKENS = 256

# Twice as long as the longest training question; leaves the passage 157 tokens.
MAX_QUESTION_TOKENS = 96

# A sentence of up to so many tokens is whole in one of two neighbouring rows.
OVERLAP = 48

TokenIds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """A question with as much of a passage as the model reads at once."""

    ids: TokenIds
    """Shape (tokens,)."""
    types: TokenIds
    """0 for the question's tokens, 1 for the passage's; shape (tokens,)."""
    first: int
    """Index of the passage's first token; the passage's tokens are neighbours."""
    offsets: TokenIds
    """Start and end in the passage of each of its tokens; shape (passage tokens, 2)."""


def windows_of(question: str, passage: str) -> tuple[Window, ...]:
    """Return the rows that together hold the whole passage, in its order.

    Of a question of more than MAX_QUESTION_TOKENS the end is kept: what leads up to a question
    stands before it. A passage without a token (white space) has no row.
    """
    encoding = pair_tokenizer(overlap=OVERLAP).encode(_shortened(question), passage)
    rows = (_window(one) for one in (encoding, *encoding.overflowing))
    return tuple(row for row in rows if len(row.offsets))


@cache
def pair_tokenizer(*, overlap: int = 0) -> "Tokenizer":
    """Return the tokenizer of the model that training started from, cutting the passage alone.

    Args:
        overlap: tokens that a row shares with the next where a passage does not fit into one.

    """
    tokenizer = _tokenizer()
    tokenizer.enable_truncation(MAX_TOKENS, stride=overlap, strategy="only_second")
    return tokenizer


def _shortened(question: str) -> str:
    offsets = _question_tokenizer().encode(question, add_special_tokens=False).offsets
    if len(offsets) <= MAX_QUESTION_TOKENS:
        return question
    return question[offsets[-MAX_QUESTION_TOKENS][0] :]


@cache
def _question_tokenizer() -> "Tokenizer":
    tokenizer = _tokenizer()
    tokenizer.no_truncation()
    return tokenizer


def _tokenizer() -> "Tokenizer":
    # The tokenizer works in threads of its own; without this it warns when the process is forked.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer


def _window(encoding: "Encoding") -> Window:
    of_passage = [index for index, one in enumerate(encoding.sequence_ids) if one == 1]
    offsets = [encoding.offsets[index] for index in of_passage]
    return Window(
        ids=np.array(encoding.ids, dtype=np.int64),
        types=np.array(encoding.type_ids, dtype=np.int64),
        first=of_passage[0] if of_passage else len(encoding.ids),
        offsets=np.array(offsets, dtype=np.int64).reshape(-1, 2),
    )
