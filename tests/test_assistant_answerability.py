"""Whether the evidence answers at all, decided before anything is composed."""

from collections.abc import Sequence

import pytest
from assistant_doubles import ScriptedReader

from assistant.answer import Status
from assistant.answerability import Judgement, judge
from assistant.conversation import Standalone
from assistant.query import make_query
from assistant.reader.reading import Reading
from assistant.reader.similarity import SimilarityReader
from assistant.retrieval import Candidate, find_candidates
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library


def judged(
    question: str,
    library: Library,
    embedder: SentenceTransformerEmbedder,
    *,
    probability: float | None = None,
    without_candidates: bool = False,
) -> Judgement:
    snapshot = library.snapshot()
    query = make_query(Standalone(question), snapshot=snapshot, embedder=embedder)
    candidates: Sequence[Candidate] = find_candidates(query, snapshot)
    if without_candidates:
        candidates = ()
    readings: Sequence[Reading] = SimilarityReader().read(query, candidates)
    if probability is not None:
        readings = ScriptedReader(probability).read(query, candidates)
    return judge(query, candidates, readings, snapshot=snapshot)


def test_no_passages_answer_nothing(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    asked = judged("Who is Nayib Bukele?", library, embedder, without_candidates=True)
    assert asked.status is Status.ABSTAINED
    assert asked.reason


@pytest.mark.parametrize("name", ["Uzbekistan", "Zelensky"])
def test_a_name_that_is_never_mentioned_decides_even_against_a_sure_reader(
    library: Library, embedder: SentenceTransformerEmbedder, name: str
) -> None:
    question = f"What does the brief say of {name} in passing?"
    asked = judged(question, library, embedder, probability=1.0)
    assert asked.status is Status.ABSTAINED
    assert name in asked.reason


def test_a_sure_reader_is_believed_in_both_directions(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    order = [Status.ABSTAINED, Status.PARTIAL, Status.ANSWERED]
    question = "What did Noboa call Bukele in June?"
    found = [
        order.index(judged(question, library, embedder, probability=step / 5).status)
        for step in range(6)
    ]
    assert found == sorted(found), "surer never answers less"
    assert (found[0], found[-1]) == (0, 2)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("What did Noboa call Bukele in June?", Status.ANSWERED),
        ("How many municipalities are there now?", Status.ANSWERED),
        ("How do I bake sourdough bread?", Status.ABSTAINED),
        ("which moisturiser suits dry skin", Status.ABSTAINED),
    ],
)
def test_without_a_probability_likeness_decides(
    library: Library, embedder: SentenceTransformerEmbedder, question: str, status: Status
) -> None:
    assert judged(question, library, embedder).status is status
