from pathlib import Path

import numpy as np

from ingest.document import Passage, SentenceKind
from ingest.embedding import Vectors
from ingest.vectors import VectorStore


def passage(number: int) -> Passage:
    return Passage(
        passage_id=f"a:1:{number:05d}",
        doc_id="a",
        heading_path=("Ports", "Lemos"),
        text=f"Sentence {number}.",
        start=number * 20,
        end=number * 20 + 11,
        first_sentence=number,
        last_sentence=number,
        kind=SentenceKind.BODY,
        content_hash=str(number),
    )


def vectors(count: int, *, seed: int = 1) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn


def ids(numbers: range) -> list[str]:
    return [passage(number).passage_id for number in numbers]


def test_the_nearest_are_found_best_first_with_their_cosine(tmp_path: Path) -> None:
    store, stored = VectorStore(tmp_path, "one"), vectors(300)
    store.add([passage(number) for number in range(300)], stored)
    question = vectors(1, seed=2)[0]
    hits = store.search(question, limit=20, among=ids(range(300)))
    exact = stored @ question
    best = np.argsort(-exact)[:20]
    assert [hit.passage_id for hit in hits] == [passage(int(row)).passage_id for row in best]
    assert np.allclose([hit.score for hit in hits], exact[best], atol=1e-5)


def test_rows_that_do_not_count_take_no_place_from_those_that_do(tmp_path: Path) -> None:
    store, stored = VectorStore(tmp_path, "one"), vectors(50)
    store.add([passage(number) for number in range(50)], stored)
    counting = frozenset(ids(range(40, 50)))
    hits = store.search(stored[0], limit=10, among=counting)
    assert {hit.passage_id for hit in hits} == counting


def test_nothing_is_found_where_nothing_is_stored_or_counts(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, "one")
    assert store.search(vectors(1)[0], limit=3, among=ids(range(3))) == []
    store.add([passage(0)], vectors(1))
    assert store.search(vectors(1)[0], limit=3, among=()) == []


def test_the_same_id_is_stored_once_with_its_last_vector(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, "one")
    store.add([passage(0)], vectors(1))
    store.add([passage(0)], vectors(1, seed=7))
    assert store.count() == 1
    (hit,) = store.search(vectors(1, seed=7)[0], limit=5, among=ids(range(1)))
    assert abs(hit.score - 1) < 1e-5


def test_only_what_is_named_is_kept(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, "one")
    store.add([passage(number) for number in range(6)], vectors(6))
    assert store.keep_only(frozenset(ids(range(2)))) == 4
    assert store.keep_only(frozenset(ids(range(2)))) == 0
    assert store.count() == 2
    assert store.keep_only(frozenset()) == 2


def test_other_collections_are_dropped_and_this_one_stays(tmp_path: Path) -> None:
    VectorStore(tmp_path, "old").add([passage(0)], vectors(1))
    store = VectorStore(tmp_path, "new")
    store.add([passage(0)], vectors(1))
    store.drop_other_collections()
    assert (VectorStore(tmp_path, "old").count(), store.count()) == (0, 1)


def test_more_passages_than_chroma_takes_at_once_are_stored(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, "one")
    count = store._client.get_max_batch_size() + 3
    store.add([passage(number) for number in range(count)], np.tile(vectors(1), (count, 1)))
    assert store.count() == count


def test_langchain_reads_the_same_collection(tmp_path: Path) -> None:
    store, stored = VectorStore(tmp_path, "one"), vectors(5)
    store.add([passage(number) for number in range(5)], stored)
    (found,) = store.as_langchain().similarity_search_by_vector(stored[3].tolist(), k=1)
    assert found.page_content == "Sentence 3."
    assert found.metadata["heading_path"] == "Ports > Lemos"
    assert (found.metadata["start"], found.metadata["end"]) == (60, 71)


def test_chroma_reports_nothing_to_its_makers(tmp_path: Path) -> None:
    settings = VectorStore(tmp_path, "one")._client.get_settings()
    assert settings.anonymized_telemetry is False
