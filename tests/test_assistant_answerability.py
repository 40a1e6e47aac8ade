"""Whether the evidence answers at all, decided before anything is composed."""

import pytest
from assistant_doubles import ScriptedReader

from assistant.answer import Status
from assistant.answerability import Judgement, judge
from assistant.conversation import Standalone
from assistant.query import make_query
from assistant.question import analyse
from assistant.reader.similarity import SimilarityReader
from assistant.retrieval import find_candidates
from assistant.search import read
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
    candidates = () if without_candidates else find_candidates(query, snapshot)
    reader = SimilarityReader() if probability is None else ScriptedReader(probability)
    found = read(query, candidates, reader=reader)
    return judge(found, analyse(question), snapshot=snapshot)


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


@pytest.mark.parametrize(("probability", "settled"), [(0.5, True), (0.95, False)])
def test_a_counted_noun_that_is_never_mentioned_decides_unless_the_reader_is_sure(
    library: Library, embedder: SentenceTransformerEmbedder, probability: float, settled: bool
) -> None:
    question = "How many bicycles did the judges keep?"
    asked = judged(question, library, embedder, probability=probability)
    assert ("never mention bicycles" in asked.reason) is settled


def test_the_surer_the_reader_the_more_is_answered(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    order = [Status.ABSTAINED, Status.PARTIAL, Status.ANSWERED]
    question = "What did critics of the president call the plan for the ports?"
    found = [
        order.index(judged(question, library, embedder, probability=step / 20).status)
        for step in range(21)
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


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Tell me about Costa Rica.", Status.ANSWERED),
        ("What does the brief say about Venezuela?", Status.ANSWERED),
        ("What does the brief say about volleyball?", Status.ABSTAINED),
        ("Brief me on Panama.", Status.ABSTAINED),
        ("Tell me about yourself.", Status.ABSTAINED),
        ("Tell me about you.", Status.ABSTAINED),
    ],
)
def test_of_a_topic_that_is_spoken_of_there_is_something_to_tell(
    library: Library, embedder: SentenceTransformerEmbedder, question: str, status: Status
) -> None:
    assert judged(question, library, embedder, probability=0.0).status is status
