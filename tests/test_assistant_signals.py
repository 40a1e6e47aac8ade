"""What speaks for and against an answer in what was read, on invented documents."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from assistant_doubles import ScriptedReader
from embedder_doubles import WordEmbedder

from assistant.conversation import Standalone
from assistant.query import make_query
from assistant.reader.similarity import SimilarityReader
from assistant.retrieval import find_candidates
from assistant.search import Found, read
from assistant.signals import MAX_LOGIT, logit, rarity, signals_of
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.snapshot import Snapshot

TEXT = (
    "# Harbours\n\n"
    "The ferry of Norrholm carries 64 cars on each crossing. The council paid for the ferry.\n\n"
    "The mole of Sund was built of granite. Snow closed both roads to the ferry in March.\n"
)
EMBEDDER = WordEmbedder()


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    ingest([tmp_path / "a.md"], folder=tmp_path / "index", embedder=EMBEDDER)
    return Library(tmp_path / "index", EMBEDDER).snapshot()


def found(question: str, snapshot: Snapshot, *, probability: float | None = None) -> Found:
    query = make_query(Standalone(question), snapshot=snapshot, embedder=EMBEDDER)
    reader = SimilarityReader() if probability is None else ScriptedReader(probability)
    candidates = find_candidates(query, snapshot)
    return read(query, candidates, reader=reader)


def test_each_signal_stays_in_its_range(snapshot: Snapshot) -> None:
    signals = signals_of(
        found("Who bakes the bread of Lindmark in 1931?", snapshot), snapshot=snapshot
    )
    assert -1 <= signals.cosine <= 1
    assert 0 <= signals.coverage <= 1
    assert 0 <= signals.names <= 1
    assert (signals.reader, signals.translated) == (0.0, 0.0)


def test_a_question_that_the_text_answers_has_more_of_each_signal(snapshot: Snapshot) -> None:
    answered, unanswered = (
        signals_of(found(question, snapshot), snapshot=snapshot)
        for question in (
            "How many cars does the ferry of Norrholm carry?",
            "How many bakers does the town of Lindmark employ?",
        )
    )
    assert answered.cosine > unanswered.cosine
    assert answered.prominence > unanswered.prominence
    assert answered.coverage > unanswered.coverage
    assert answered.names > unanswered.names


def test_a_question_without_names_and_numbers_misses_none(snapshot: Snapshot) -> None:
    assert signals_of(found("Who paid for it?", snapshot), snapshot=snapshot).names == 1.0


def test_what_stands_around_the_best_sentence_covers_the_question_too(snapshot: Snapshot) -> None:
    what = found("Who paid for the ferry of Norrholm?", snapshot)
    best = next(one for one in what.evidence if one.text.startswith("The council"))
    ranked = replace(what, evidence=(best, *what.evidence))
    assert signals_of(ranked, snapshot=snapshot).names == 1.0


def test_what_is_hidden_is_no_background(tmp_path: Path) -> None:
    bread = " ".join(f"Bread costs {day} crowns at the bakery." for day in range(1, 60))
    (tmp_path / "a.md").write_text(f"{TEXT}\n# Bakery\n\n{bread}\n", encoding="utf-8")
    ingest([tmp_path / "a.md"], folder=tmp_path / "index", embedder=EMBEDDER)
    snapshot = Library(tmp_path / "index", EMBEDDER).snapshot()
    what = found("How many cars does the ferry of Norrholm carry?", snapshot)
    first, *others = (one.passage_id for one in snapshot.passages("a"))
    nearest = replace(what, candidates=what.candidates[:1], readings=what.readings[:1])
    assert nearest.candidates[0].passage.passage_id == first
    alone, among = (
        signals_of(nearest, snapshot=snapshot, hidden=hidden).prominence for hidden in (others, ())
    )
    assert alone < among


def test_a_single_sentence_stands_out_of_what_is_usual_or_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The ferry of Norrholm carries 64 cars.\n", encoding="utf-8")
    ingest([tmp_path / "a.md"], folder=tmp_path / "index", embedder=EMBEDDER)
    alone = Library(tmp_path / "index", EMBEDDER).snapshot()
    near, far = (
        signals_of(found(question, alone), snapshot=alone).prominence
        for question in ("How many cars does the ferry carry?", "Who bakes bread in Lindmark?")
    )
    assert far < 0 < near < math.inf


def test_the_surest_passage_speaks_for_all(snapshot: Snapshot) -> None:
    sure = signals_of(
        found("Who paid for the ferry?", snapshot, probability=0.9), snapshot=snapshot
    )
    assert sure.reader == pytest.approx(math.log(9))


def test_a_question_in_another_language_is_told_as_translated(snapshot: Snapshot) -> None:
    asked = found("¿Quién pagó el transbordador de Norrholm?", snapshot)
    assert signals_of(asked, snapshot=snapshot).translated == 1.0


def test_a_word_that_no_document_has_says_more_than_a_known_one(snapshot: Snapshot) -> None:
    asked = Standalone("Which ferry has sextants?")
    weights = rarity(make_query(asked, snapshot=snapshot, embedder=EMBEDDER), snapshot)
    ferry, sextants = snapshot.lexical.terms("ferry sextants")
    assert 0 < weights[ferry] < weights[sextants]


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.5, 0.0),
        (0.9, math.log(9)),
        (0.1, -math.log(9)),
        (1.0, MAX_LOGIT),
        (0.0, -MAX_LOGIT),
        (1 - 1e-12, MAX_LOGIT),
    ],
)
def test_a_logit_is_the_logarithm_of_the_odds_within_reason(
    probability: float, expected: float
) -> None:
    assert logit(probability) == pytest.approx(expected)
