"""Fusion: neither search may be lost on the way to the top (defect 1 of PRODUCT.md)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import FoundBy
from assistant.fusion import found_by, fuse, normalised
from ingest.hit import Hit


def hits(prefix: str, *scores: float) -> list[Hit]:
    return [Hit(f"{prefix}{number}", score) for number, score in enumerate(scores)]


MANY_DENSE = hits("dense", *(0.9 - 0.01 * number for number in range(50)))
MANY_LEXICAL = hits("lexical", *(20.0 - 0.3 * number for number in range(50)))


@pytest.mark.parametrize("limit", [2, 5, 16, 100])
def test_what_only_one_search_found_reaches_the_top(limit: int) -> None:
    found = {hit.passage_id for hit in fuse(MANY_DENSE, MANY_LEXICAL, limit=limit)}
    assert {"dense0", "lexical0"} <= found
    assert len(found) == limit


@pytest.mark.parametrize(
    ("dense", "lexical", "expected"),
    [
        # A word that a single passage holds is the best evidence there is.
        (MANY_DENSE, hits("lexical", 7.5), "lexical0"),
        (MANY_DENSE, hits("lexical", 7.5, 7.5), "lexical1"),
        (hits("dense", 0.8), MANY_LEXICAL, "dense0"),
    ],
)
def test_the_only_hit_of_one_search_is_not_buried_by_the_other(
    dense: list[Hit], lexical: list[Hit], expected: str
) -> None:
    top = [hit.passage_id for hit in fuse(dense, lexical, limit=16)]
    assert expected in top


def test_a_passage_that_both_found_goes_before_one_that_either_found_as_well() -> None:
    dense = [Hit("both", 0.8), Hit("dense", 0.8), Hit("last", 0.1)]
    lexical = [Hit("both", 9.0), Hit("lexical", 9.0), Hit("last", 1.0)]
    assert fuse(dense, lexical, limit=3)[0].passage_id == "both"


def test_the_scale_of_a_score_does_not_matter() -> None:
    scaled = [Hit(hit.passage_id, hit.score * 1000) for hit in MANY_LEXICAL]
    plain = fuse(MANY_DENSE, MANY_LEXICAL, limit=20)
    assert [hit.passage_id for hit in fuse(MANY_DENSE, scaled, limit=20)] == [
        hit.passage_id for hit in plain
    ]


def test_one_empty_search_leaves_the_order_of_the_other() -> None:
    ids = [hit.passage_id for hit in MANY_DENSE]
    assert [hit.passage_id for hit in fuse(MANY_DENSE, [], limit=50)] == ids
    assert fuse([], [], limit=5) == []


scores = st.lists(st.floats(-100, 100), max_size=30)


@given(scores, scores, st.integers(1, 40))
def test_fusing_returns_known_passages_once_best_first(
    dense: list[float], lexical: list[float], limit: int
) -> None:
    left, right = hits("p", *dense), hits("p", *reversed(lexical))
    fused = fuse(left, right, limit=limit)
    ids = [hit.passage_id for hit in fused]
    known = {hit.passage_id for hit in (*left, *right)}
    assert len(set(ids)) == len(ids) == min(limit, len(known))
    assert set(ids) <= known
    assert [hit.score for hit in fused] == sorted((hit.score for hit in fused), reverse=True)


@given(scores)
def test_normalising_keeps_the_order_and_the_bounds(values: list[float]) -> None:
    scaled = normalised(values)
    assert all(0 <= value <= 1 for value in scaled)
    order = sorted(range(len(values)), key=values.__getitem__)
    assert [scaled[index] for index in order] == sorted(scaled)


def test_the_searches_that_found_a_passage_are_told() -> None:
    dense, lexical = {"a": 0.5, "b": 0.4}, {"b": 3.0, "c": 2.0}
    told = [found_by(passage_id, dense, lexical) for passage_id in "abc"]
    assert told == [FoundBy.DENSE, FoundBy.BOTH, FoundBy.LEXICAL]
