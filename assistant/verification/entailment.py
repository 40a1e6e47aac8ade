"""A cross-encoder's opinion on whether sources bear a sentence out; any that is named.

Two sorts do: models for natural language inference, of whose labels one is "entailment", and models
that give one score. Reading the two texts together is what they are trained for; the rules see
what such a model overlooks (figures, names), it sees what the rules do.
"""

import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import ModelError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder

ENTAILMENT = "entail"


class CrossEncoderScorer:
    """A `SupportScorer` backed by a sentence-transformers `CrossEncoder`; loaded at its first use.

    Args:
        name: a folder, or a name that sentence-transformers loads.
        is_offline: whether fetching it from a hub is forbidden.

    """

    def __init__(self, name: str, *, is_offline: bool = False) -> None:
        self.name = name
        self._is_offline = is_offline

    def support(self, sentence: str, sources: str) -> float:
        """Return how likely the sources bear a sentence out, 0 to 1.

        Raises:
            ModelError: the model cannot be loaded, or its labels do not tell entailment.

        """
        label = self._entailment
        # Sources first: the premise, then what is to follow from it.
        scores = np.asarray(
            self._model.predict(
                [(sources, sentence)],
                activation_fn=_sigmoid() if label is None else None,
                apply_softmax=label is not None,
                show_progress_bar=False,
            )
        ).reshape(-1)
        return float(scores[label or 0])

    @cached_property
    def _model(self) -> "CrossEncoder":
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model: CrossEncoder = CrossEncoder(
                self.name, device="cpu", local_files_only=self._is_offline
            )
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The checking model {self.name!r} cannot be loaded: {error}. Set "
                "BRIEFING_MODEL_CHECKER to a folder that holds a cross-encoder, or to a name that "
                "can be fetched (which HF_HUB_OFFLINE=0 allows), or unset it to check by rules."
            ) from error
        return model

    @cached_property
    def _entailment(self) -> int | None:
        """Return the number of the label that says "entailment"; None of a single score."""
        if self._model.num_labels == 1:
            return None
        config = self._model.config
        if config is None:
            return None
        labels = {int(key): str(label) for key, label in (config.id2label or {}).items()}
        found = [number for number, label in labels.items() if ENTAILMENT in label.casefold()]
        if len(found) != 1:
            raise ModelError(
                f"The checking model {self.name!r} has the labels {', '.join(labels.values())}; "
                "it takes one for natural language inference, with a label 'entailment', or one "
                "with a single score."
            )
        return int(found[0])


def _sigmoid() -> "Callable[[torch.Tensor], torch.Tensor]":
    """Return what makes a share of a raw score; some models leave it raw."""
    import torch

    return torch.nn.Sigmoid()
