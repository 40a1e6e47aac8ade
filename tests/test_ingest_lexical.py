from pathlib import Path

import pytest

from ingest.lexical import LexicalIndex

TEXTS = (
    "The port of Lemos was dredged for 64 million.",
    "The port of Varga was sold; the port stays closed.",
    "Bakers in Lemos raised prices by 264 percent.",
)
IDS = ("a:1:00000", "a:1:00001", "b:2:00000")


def index(*, texts: tuple[str, ...] = TEXTS, language: str = "en") -> LexicalIndex:
    return LexicalIndex.build(texts, IDS[: len(texts)], [language] * len(texts))


def found(lexical: LexicalIndex, question: str, limit: int = 10) -> list[str]:
    weights = dict.fromkeys(lexical.terms(question), 1.0)
    return [hit.passage_id for hit in lexical.search(weights, limit=limit)]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("What happened to the ports?", [IDS[1], IDS[0]]),
        ("dredging", [IDS[0]]),
        ("Who are the bakers of LÉMOS?", [IDS[2], IDS[0]]),
        ("64", [IDS[0]]),
        ("sourdough", []),
        ("the of", []),
        ("", []),
    ],
)
def test_passages_with_the_words_are_found_best_first(question: str, ids: list[str]) -> None:
    assert found(index(), question) == ids


def test_no_more_are_found_than_asked_for_and_equals_in_their_order() -> None:
    assert len(found(index(), "port", limit=1)) == 1
    ids = [f"a:1:{number:05}" for number in range(9)]
    lexical = LexicalIndex.build(["The port is old."] * 9, ids, ["en"] * 9)
    assert found(lexical, "port", limit=4) == ids[:4]


def test_a_term_counts_as_much_as_its_weight_says() -> None:
    lexical = index()
    plain = {hit.passage_id: hit.score for hit in lexical.search({"port": 1.0}, limit=9)}
    double = {hit.passage_id: hit.score for hit in lexical.search({"port": 2.0}, limit=9)}
    assert double == pytest.approx({key: 2 * score for key, score in plain.items()})
    mixed = lexical.search({"port": 0.1, "baker": 2.0}, limit=1)
    assert mixed[0].passage_id == IDS[2]


def test_the_passages_that_hold_a_term_are_counted() -> None:
    lexical = index()
    assert [lexical.frequency(term) for term in ("port", "baker", "absent")] == [2, 1, 0]


def test_a_saved_index_answers_alike(tmp_path: Path) -> None:
    built = index()
    built.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    assert (loaded.passage_ids, loaded.languages) == (built.passage_ids, built.languages)
    weights = {"port": 1.0, "lemo": 0.5}
    assert loaded.search(weights, limit=9) == built.search(weights, limit=9)
    assert loaded.frequency("port") == 2


@pytest.mark.parametrize("texts", [(), ("of the", "—")], ids=["no texts", "no terms"])
def test_an_index_without_terms_is_kept_and_finds_nothing(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    index(texts=texts).save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    assert len(loaded) == len(texts)
    assert found(loaded, "port of Lemos") == []


def test_documents_are_found_in_the_language_that_they_are_in() -> None:
    lexical = index(texts=("Las cárceles están llenas.",), language="es")
    assert found(lexical, "la carcel") == [IDS[0]]
