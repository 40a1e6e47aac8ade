"""Examples as batches of tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Self

import torch
from torch import Tensor

from assistant.reader.training.negatives import NegativeKind
from assistant.reader.training.pairs import Example
from assistant.reader.windows import pair_tokenizer
from ingest.sentences import Span, split_sentences

# Examples, each of them two pairs: a step of about a second on two cores.
BATCH_SIZE = 16

# Groups of near length are batched; so much noise, in tokens, keeps the batches from being the
# same in every round.
LENGTH_NOISE = 8

# Widths in steps, so that few shapes are compiled.
WIDTH_STEP = 16

# Of the words outside the answer: a question must be matched by more than one word.
MASKED = 0.04

# Of [MASK] in MiniLM's vocabulary.
MASK_ID = 103

# Before it stand the special tokens of MiniLM's vocabulary, and an exclamation mark.
FIRST_WORD_ID = 1000

# Negatives whose question is that of the example, unless that one was renamed.
PASSAGE_FAILS = (NegativeKind.RETRIEVED, NegativeKind.REMOVED, NegativeKind.PASSAGE)


@dataclass(frozen=True, slots=True)
class TokenPair:
    """A question and a passage in tokens."""

    ids: list[int]
    types: list[int]
    sentence_of: list[int]
    """The sentence of each of the passage's tokens, -1 for any other."""
    start: int
    """The answer's first token; 0, the first of all, where there is no answer."""
    end: int
    """The answer's last token, likewise."""


@dataclass(frozen=True, slots=True)
class TokenExample:
    """An example in tokens."""

    positive: TokenPair
    negative: TokenPair
    same_question: bool
    """Whether both passages were asked the same."""

    @property
    def length(self) -> int:
        """Return how many tokens the longer of the two has."""
        return max(len(self.positive.ids), len(self.negative.ids))


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors: the pairs at even places are answered, those at odd places are not."""

    ids: Tensor
    """Shape (pairs, tokens), as the next three."""
    mask: Tensor
    types: Tensor
    sentence_of: Tensor
    start: Tensor
    """Shape (pairs,), as the next."""
    end: Tensor
    same_question: Tensor
    """Shape (pairs / 2,)."""

    def to(self, device: str) -> Self:
        """Return the batch on a device."""
        return type(self)(**{one.name: getattr(self, one.name).to(device) for one in fields(self)})


def in_tokens(example: Example) -> TokenExample | None:
    """Return an example in tokens; None where its answer is cut off or is no run of tokens."""
    positive = _pair(example.question, example.passage, example.sentences, example.answer)
    if not 0 < positive.start <= positive.end:
        return None
    passage = example.negative.passage
    negative = _pair(example.negative.question, passage, split_sentences(passage), None)
    same_question = example.negative.question == example.question
    return TokenExample(
        positive, negative, same_question and example.negative.kind in PASSAGE_FAILS
    )


def _pair(question: str, passage: str, sentences: Sequence[Span], answer: Span | None) -> TokenPair:
    encoding = pair_tokenizer().encode(question, passage)
    sentence_of, start, end, sentence = [], 0, 0, 0
    for at, (sequence, (first, last)) in enumerate(
        zip(encoding.sequence_ids, encoding.offsets, strict=True)
    ):
        if sequence != 1:
            sentence_of.append(-1)
            continue
        while sentence + 1 < len(sentences) and first >= sentences[sentence].end:
            sentence += 1
        sentence_of.append(sentence)
        if answer and first <= answer.start < last:
            start = at
        if answer and first < answer.end <= last:
            end = at
    return TokenPair(encoding.ids, encoding.type_ids, sentence_of, start, end)


def batched(
    rounds: Sequence[Sequence[TokenExample]], chance: random.Random
) -> Iterator[list[TokenExample]]:
    """Yield the examples of each round in batches of near length, in random order."""
    for part in rounds:
        ordered = sorted(part, key=lambda one: one.length + chance.random() * LENGTH_NOISE)
        batches = [ordered[at : at + BATCH_SIZE] for at in range(0, len(ordered), BATCH_SIZE)]
        chance.shuffle(batches)
        yield from batches


def as_batch(examples: Sequence[TokenExample], generator: torch.Generator) -> Batch:
    """Return examples as tensors, some of their words masked at random."""
    pairs = [pair for one in examples for pair in (one.positive, one.negative)]
    width = -(-max(len(pair.ids) for pair in pairs) // WIDTH_STEP) * WIDTH_STEP
    start = torch.tensor([pair.start for pair in pairs])
    end = torch.tensor([pair.end for pair in pairs])
    ids = _rows([pair.ids for pair in pairs], width, 0)
    hidden = (torch.rand(ids.shape, generator=generator) < MASKED) & (ids >= FIRST_WORD_ID)
    place = torch.arange(width)
    answer = (place >= start[:, None]) & (place <= end[:, None]) & (start > 0)[:, None]
    return Batch(
        ids=torch.where(hidden & ~answer, MASK_ID, ids),
        mask=_rows([[1] * len(pair.ids) for pair in pairs], width, 0),
        types=_rows([pair.types for pair in pairs], width, 0),
        sentence_of=_rows([pair.sentence_of for pair in pairs], width, -1),
        start=start,
        end=end,
        same_question=torch.tensor([one.same_question for one in examples]),
    )


def _rows(values: Sequence[Sequence[int]], width: int, filling: int) -> Tensor:
    rows = torch.full((len(values), width), filling, dtype=torch.long)
    for row, given in zip(rows, values, strict=True):
        row[: len(given)] = torch.tensor(given)
    return rows
