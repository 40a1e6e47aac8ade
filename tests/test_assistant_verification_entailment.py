"""A cross-encoder's second opinion: the real machinery, with a small model made here."""

from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

from assistant.answer import Verdict
from assistant.verification.entailment import CrossEncoderScorer
from assistant.verification.verification import verify
from ingest.errors import ModelError
from ingest.weights import bundled_folder

SOURCE = "The ferry carries 64 cars to Norrholm."
SENTENCE = "The ferry carries 64 cars."


def cross_encoder(folder: Path, *, labels: list[str], favoured: int) -> CrossEncoderScorer:
    """Make a cross-encoder that always gives one label; nobody's weights can be fetched here."""
    tokenizer = AutoTokenizer.from_pretrained(str(bundled_folder()))
    config = BertConfig(
        vocab_size=tokenizer.vocab_size,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.fill_(-4.0)
        if favoured >= 0:
            model.classifier.bias[favoured] = 4.0
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return CrossEncoderScorer(str(folder), is_offline=True)


@pytest.mark.parametrize(
    ("labels", "favoured", "verdict"),
    [
        (["contradiction", "entailment", "neutral"], 1, Verdict.SUPPORTED),
        (["contradiction", "entailment", "neutral"], 2, Verdict.UNSUPPORTED),
        (["ENTAILMENT", "not"], 0, Verdict.SUPPORTED),
        (["score"], 0, Verdict.SUPPORTED),
        (["score"], -1, Verdict.UNSUPPORTED),
    ],
)
def test_a_model_for_inference_and_one_with_a_score_both_give_an_opinion(
    labels: list[str], favoured: int, verdict: Verdict, tmp_path: Path
) -> None:
    scorer = cross_encoder(tmp_path, labels=labels, favoured=favoured)
    assert (scorer.support(SENTENCE, SOURCE) > 0.9) is (verdict is Verdict.SUPPORTED)
    verified = verify(SENTENCE, [SOURCE], scorer=scorer)
    assert verified.verdict is verdict
    assert ("model" in verified.reason) is (verdict is Verdict.UNSUPPORTED)


def test_labels_that_do_not_tell_entailment_are_refused(tmp_path: Path) -> None:
    scorer = cross_encoder(tmp_path, labels=["good", "bad"], favoured=0)
    with pytest.raises(ModelError, match="good, bad"):
        scorer.support(SENTENCE, SOURCE)


def test_a_model_that_is_not_there_is_named_with_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="BRIEFING_MODEL_CHECKER"):
        CrossEncoderScorer(str(tmp_path / "none"), is_offline=True).support(SENTENCE, SOURCE)
