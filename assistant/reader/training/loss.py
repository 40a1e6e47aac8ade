"""What training makes smaller."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from assistant.reader.training.batches import Batch

# Stands for minus infinity, which would make gradients that are no numbers.
IMPOSSIBLE = -1e4

# Spans across passages refine what spans within one passage teach.
ACROSS_WEIGHT = 0.5

# Sentences are a help in learning; what ranks them later is the span.
SENTENCE_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Loss:
    """The parts of a batch's loss."""

    span: Tensor
    """Of the first and last token of the answer; the first of all tokens stands for none."""
    across: Tensor
    """Likewise, over both passages of a question at once."""
    answer: Tensor
    """Of whether the passage answers."""
    sentence: Tensor
    """Of which sentence holds the answer."""

    @property
    def total(self) -> Tensor:
        """Return the parts, weighted and added."""
        weighted = ACROSS_WEIGHT * self.across + self.answer + SENTENCE_WEIGHT * self.sentence
        return self.span + weighted

    def parts(self) -> Tensor:
        """Return the parts without their gradients, shape (4,), in the order of the fields."""
        return torch.stack([self.span, self.across, self.answer, self.sentence]).detach()


def loss_of(outputs: tuple[Tensor, ...], batch: Batch) -> Loss:
    """Return the loss of what `ReaderModel` returned for a batch."""
    start, end, relevance, answer = (one.float() for one in outputs)
    in_passage = batch.sentence_of >= 0
    allowed = in_passage.clone()
    allowed[:, 0] = True
    spans = [
        cross_entropy(logits.masked_fill(~allowed, IMPOSSIBLE), gold)
        for logits, gold in ((start, batch.start), (end, batch.end))
    ]
    return Loss(
        span=(spans[0] + spans[1]) / 2,
        across=_across(start, end, in_passage, batch),
        answer=binary_cross_entropy_with_logits(answer, (batch.start > 0).float()),
        sentence=_sentence_loss(relevance, batch),
    )


def _across(start: Tensor, end: Tensor, in_passage: Tensor, batch: Batch) -> Tensor:
    """Let the spans of both passages compete where both were asked the same question.

    Spans of different passages become comparable: "shared normalisation" (Clark and Gardner 2018,
    arXiv 1710.10723, section 3.2).
    """
    rows = torch.nonzero(batch.same_question).squeeze(1)
    if not len(rows):
        return start.new_zeros(())

    def both(logits: Tensor) -> Tensor:
        masked = logits.masked_fill(~in_passage, IMPOSSIBLE)
        return torch.cat([masked[0::2][rows], masked[1::2][rows]], 1)

    first = cross_entropy(both(start), batch.start[0::2][rows])
    last = cross_entropy(both(end), batch.end[0::2][rows])
    # By the share of such questions, so that a batch of few of them does not count as much.
    return (first + last) / 2 * len(rows) / len(batch.same_question)


def _sentence_loss(relevance: Tensor, batch: Batch) -> Tensor:
    """Return the loss of each sentence's mean logit, over all sentences of answered passages."""
    numbers = torch.arange(int(batch.sentence_of.max()) + 1, device=relevance.device)
    member = (batch.sentence_of[:, None] == numbers[:, None]).float()
    tokens = member.sum(-1)
    logits = (member * relevance[:, None]).sum(-1) / tokens.clamp(min=1)
    answered = torch.nonzero(batch.start > 0).squeeze(1)
    gold = torch.zeros_like(logits)
    gold[answered, batch.sentence_of[answered, batch.start[answered]]] = 1
    each = binary_cross_entropy_with_logits(logits, gold, reduction="none")
    return (each * (tokens > 0)).sum() / len(answered)
