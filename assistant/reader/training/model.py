"""The reader as it is trained: MiniLM with a span, a relevance and an answer head."""

from typing import Any

from torch import Tensor, nn
from transformers import AutoModel

from assistant.reader.training.attention import PLAIN, register_plain_attention
from ingest.weights import bundled_folder


class ReaderModel(nn.Module):
    """Reads question and passage together.

    Args:
        encoder: a transformers model whose first token can stand for the whole.

    """

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        # Start, end and relevance of each token.
        self.tokens = nn.Linear(width, 3)
        self.answer = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))

    # Not a dataclass: torch's exporter takes tensors and tuples of them.
    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        """Return start, end and relevance logits, shape (pairs, tokens), and answer logits."""
        read = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types)
        states = read.last_hidden_state
        start, end, relevance = self.tokens(states).unbind(-1)
        return start, end, relevance, self.answer(states[:, 0]).squeeze(-1)


def untrained_reader(*, for_training: bool = False) -> ReaderModel:
    """Return a reader with the installed MiniLM weights and fresh heads.

    Args:
        for_training: freeze the embeddings, of which a few thousand questions would move only
            their own words; leave out dropout, which a single pass over the data does not need;
            and compute attention as `attention.plain_attention` does.

    """
    if not for_training:
        return ReaderModel(
            AutoModel.from_pretrained(str(bundled_folder()), add_pooling_layer=False)
        )
    register_plain_attention()
    encoder = AutoModel.from_pretrained(
        str(bundled_folder()), add_pooling_layer=False, attn_implementation=PLAIN
    )
    for module in encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad = False
    return ReaderModel(encoder)
