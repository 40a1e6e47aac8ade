"""Training steps and the export, with the real MiniLM on a handful of invented pairs."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.reader.onnx_reader import OnnxReader
from assistant.reader.training.batches import MASK_ID, TokenExample, as_batch, batched, in_tokens
from assistant.reader.training.measures import area_under_curve, is_exact, overlap, refused_at
from assistant.reader.training.model import untrained_reader
from assistant.reader.training.negatives import Negative, NegativeKind
from assistant.reader.training.pairs import Example
from assistant.reader.training.train import Training, begin
from assistant.reader.windows import pair_tokenizer, windows_of
from ingest.sentences import Span, split_sentences
from ingest.weights import sha256_of

PASSAGES = (
    ("Who paid for the crane?", "The crane is green. Ada Fenwick paid for it.", "Ada Fenwick"),
    ("When was the mill built?", "The mill was built in 1821. It is a school now.", "1821"),
    ("Where do ships call?", "Ships call at Port Keswick. Trains do not.", "Port Keswick"),
)


def example_of(question: str, passage: str, answer: str, *, negative: str) -> Example:
    start = passage.index(answer)
    return Example(
        question_id=question,
        question=question,
        passage=passage,
        sentences=tuple(split_sentences(passage)),
        answer=Span(start, start + len(answer)),
        negative=Negative(question, negative, NegativeKind.RETRIEVED),
    )


@pytest.fixture(scope="module")
def examples() -> list[TokenExample]:
    others = [passage for _, passage, _ in PASSAGES[1:] + PASSAGES[:1]]
    made = [
        in_tokens(example_of(*one, negative=other))
        for one, other in zip(PASSAGES, others, strict=True)
    ]
    return [one for one in made if one is not None]


def step(training: Training, examples: list[TokenExample]) -> float:
    return float(training.step(examples).total.detach())


def test_the_answers_tokens_are_the_answer(examples: list[TokenExample]) -> None:
    for one, (_, _, answer) in zip(examples, PASSAGES, strict=True):
        ids = one.positive.ids[one.positive.start : one.positive.end + 1]
        assert pair_tokenizer().decode(ids) == answer.lower()
        assert (one.negative.start, one.negative.end) == (0, 0)


def test_an_answer_that_is_cut_off_makes_no_example() -> None:
    passage = "Nothing is said here. " * 80 + "Ada Fenwick paid."
    assert in_tokens(example_of("Who paid?", passage, "Ada Fenwick", negative=passage)) is None


def test_batches_hold_every_example_once(examples: list[TokenExample]) -> None:
    rounds = [examples * 11, examples * 5]
    batches = list(batched(rounds, random.Random(1)))
    assert sum(len(batch) for batch in batches) == 48
    assert sorted(len(batch) for batch in batches) == [1, 15, 16, 16]


def test_words_are_masked_but_never_the_answer(examples: list[TokenExample]) -> None:
    assert pair_tokenizer().token_to_id("[MASK]") == MASK_ID
    generator = torch.Generator().manual_seed(3)
    masked = 0
    for _ in range(30):
        batch = as_batch(examples, generator)
        masked += int((batch.ids == MASK_ID).count_nonzero())
        for row, start, end in zip(batch.ids, batch.start, batch.end, strict=True):
            assert not start or MASK_ID not in row[int(start) : int(end) + 1]
    assert masked > 0


def test_a_few_steps_lower_the_loss(examples: list[TokenExample]) -> None:
    training = begin(steps=40)
    # Of the first steps the rate is still rising.
    losses = [step(training, examples) for _ in range(6)]
    assert losses[-1] < losses[0]
    assert all(np.isfinite(losses))


def test_embeddings_stay_as_they_were(examples: list[TokenExample]) -> None:
    training = begin(steps=5)
    before = training.model.encoder.embeddings.word_embeddings.weight.clone()
    step(training, examples)
    assert torch.equal(before, training.model.encoder.embeddings.word_embeddings.weight)


def test_a_training_goes_on_from_its_checkpoint_as_if_never_broken(
    examples: list[TokenExample], tmp_path: Path
) -> None:
    whole = begin(steps=5)
    unbroken = [step(whole, examples) for _ in range(4)]
    broken = begin(steps=5)
    for _ in range(2):
        step(broken, examples)
    broken.save(tmp_path)
    resumed = begin(steps=5, seed=99)
    resumed.resume(tmp_path)
    assert resumed.next_step == 2
    assert [step(resumed, examples) for _ in range(2)] == pytest.approx(unbroken[2:], abs=1e-4)


@pytest.mark.filterwarnings("ignore:# The axis name:UserWarning")
def test_the_export_gives_the_logits_of_the_model(tmp_path: Path) -> None:
    pytest.importorskip("onnxscript", reason="only the export needs onnx and onnxscript")
    from assistant.reader.training.export import export, quantise

    torch.manual_seed(1)
    model = untrained_reader()
    torch.save(model.state_dict(), tmp_path / "last.pt")
    single, exported = tmp_path / "float.onnx", tmp_path / "reader.onnx"
    export(tmp_path / "last.pt", single)
    quantise(single, exported)
    question, passage, _ = PASSAGES[0]
    sentences = split_sentences(passage)
    (window,) = windows_of(question, passage)
    ids, types = torch.from_numpy(window.ids)[None], torch.from_numpy(window.types)[None]
    with torch.inference_mode():
        answer = float(model.eval()(ids, torch.ones_like(ids), types)[3])
    for file, tolerance in ((single, 1e-4), (exported, 0.1)):
        reader = OnnxReader(file, sha256=sha256_of(file))
        (reading,) = reader.read_pairs(question, [passage], [sentences])
        assert reading is not None
        assert reading.answer_logit == pytest.approx(answer, abs=tolerance)


@pytest.mark.parametrize(
    ("found", "score", "exact"),
    [
        ("the Port, Keswick.", 1.0, True),
        ("Port", pytest.approx(2 / 3), False),
        ("Lindow", 0.0, False),
        ("", 0.0, False),
    ],
)
def test_answers_overlap_by_their_words(found: str, score: float, exact: bool) -> None:
    assert overlap(found, ["Port Keswick", "Norrland"]) == score
    assert is_exact(found, ["Port Keswick", "Norrland"]) is exact


@pytest.mark.parametrize(
    ("scores", "area"), [((1, 2, 3, 4), 1.0), ((4, 3, 2, 1), 0.0), ((1, 1, 1, 1), 0.5)]
)
def test_the_area_under_the_curve_is_how_often_the_true_ones_win(
    scores: tuple[float, ...], area: float
) -> None:
    assert area_under_curve(scores, (False, False, True, True)) == area


def test_refusals_are_counted_at_a_share_of_false_ones() -> None:
    truth = [True] * 10 + [False] * 4
    scores = [float(value) for value in range(10)] + [-1.0, 0.5, 3.5, 8.5]
    assert refused_at(scores, truth, false_refusals=0.0) == 0.25
    assert refused_at(scores, truth, false_refusals=0.5) == 0.75
