"""The trained reader with its real weights: what it reads, and what it leaves to likeness."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.conversation import Standalone
from assistant.query import Query, make_query
from assistant.reader.onnx_reader import OnnxReader
from assistant.reader.reading import Reading
from assistant.reader.similarity import SimilarityReader
from assistant.reader.trained import TrainedReader
from assistant.reader.weights import reader_weights
from assistant.retrieval import Candidate, find_candidates
from assistant.search import rank
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError
from ingest.library import Library
from ingest.sentences import Span, split_sentences

QUESTIONS = (
    "How many people are imprisoned in El Salvador?",
    "Who is the security minister of Argentina?",
    "Why is the model not transferable to other countries?",
)


@pytest.fixture(scope="module")
def pairs() -> OnnxReader:
    return OnnxReader()


@pytest.fixture(scope="module")
def reader(pairs: OnnxReader) -> TrainedReader:
    return TrainedReader(pairs)


def found_for(
    question: str, library: Library, embedder: SentenceTransformerEmbedder
) -> tuple[Query, tuple[Candidate, ...]]:
    snapshot = library.snapshot()
    query = make_query(Standalone(question), snapshot=snapshot, embedder=embedder)
    return query, find_candidates(query, snapshot)


@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        (
            "When was the harbour of Lindow dredged?",
            "Lindow lies on a river. The harbour of Lindow was dredged in 1987. Bread is cheap.",
            "1987",
        ),
        (
            "Who became mayor of Lindow?",
            "In March, Ada Fenwick became mayor of Lindow. The town has a mill. It is closed.",
            "Ada Fenwick",
        ),
    ],
)
def test_a_plain_fact_is_found_to_the_word(
    pairs: OnnxReader, question: str, passage: str, answer: str
) -> None:
    sentences = split_sentences(passage)
    (reading,) = pairs.read_pairs(question, [passage], [sentences])
    assert reading is not None
    assert answer in passage[reading.answer.start : reading.answer.end]
    best = sentences[max(range(len(sentences)), key=lambda index: reading.margins[index])]
    assert answer in passage[best.start : best.end]


def test_a_passage_is_read_the_same_alone_and_among_others(
    pairs: OnnxReader, library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    _, candidates = found_for(QUESTIONS[0], library, embedder)
    texts = [one.passage.text for one in candidates]
    sentences = [split_sentences(text) for text in texts]
    together = pairs.read_pairs(QUESTIONS[0], texts, sentences)
    alone = [
        pairs.read_pairs(QUESTIONS[0], [text], [spans])[0]
        for text, spans in zip(texts, sentences, strict=True)
    ]
    assert together == alone


def test_questions_asked_at_once_get_the_answers_they_get_one_by_one(
    reader: TrainedReader, library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    asked = [found_for(question, library, embedder) for question in QUESTIONS]
    one_by_one = [reader.read(*one) for one in asked]
    with ThreadPoolExecutor(len(asked)) as threads:
        at_once = list(threads.map(lambda one: reader.read(*one), asked))
    assert at_once == one_by_one


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_passage_gets_a_score_for_each_sentence_and_an_answer_inside_it(
    reader: TrainedReader,
    library: Library,
    embedder: SentenceTransformerEmbedder,
    question: str,
) -> None:
    query, candidates = found_for(question, library, embedder)
    readings = reader.read(query, candidates)
    assert len(rank(candidates, readings)) == sum(len(one.sentences) for one in candidates)
    for candidate, reading in zip(candidates, readings, strict=True):
        assert reading.answer is not None
        assert candidate.passage.start <= reading.answer.start < reading.answer.end
        assert reading.answer.end <= candidate.passage.end
        assert reading.answer_probability is not None
        assert 0 <= reading.answer_probability <= 1


def test_no_passages_are_no_readings(
    reader: TrainedReader, library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    query, _ = found_for("Why?", library, embedder)
    assert reader.read(query, []) == []


def test_a_question_that_is_not_in_english_words_is_left_to_likeness(
    reader: TrainedReader, library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    query, candidates = found_for(QUESTIONS[0], library, embedder)
    unread = replace(query, english_text="")
    assert reader.read(unread, candidates) == SimilarityReader().read(unread, candidates)


def test_a_passage_in_another_language_keeps_its_place_among_those_that_were_read(
    reader: TrainedReader, library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    query, candidates = found_for(QUESTIONS[0], library, embedder)
    spanish = [replace(one, language="es") for one in candidates]
    assert reader.read(query, spanish) == SimilarityReader().read(query, spanish)
    mixed = [spanish[0], *candidates[1:]]
    read, alike = reader.read(query, mixed), SimilarityReader().read(query, mixed)
    assert [one.answer_probability is None for one in read] == [True] + [False] * (len(mixed) - 1)
    assert order_of(read[0]) == order_of(alike[0])


def order_of(reading: Reading) -> list[int]:
    scores = reading.sentence_scores
    return sorted(range(len(scores)), key=lambda index: -scores[index])


def test_an_overlong_passage_is_read_to_its_end(pairs: OnnxReader) -> None:
    passage = "Nothing is said here. " * 60 + "The harbour of Lindow was dredged in 1987."
    sentences = split_sentences(passage)
    question = "When was the harbour of Lindow dredged?"
    (reading,) = pairs.read_pairs(question, [passage], [sentences])
    assert reading is not None
    assert max(range(len(sentences)), key=lambda index: reading.margins[index]) == 60


def test_an_overlong_question_is_read(pairs: OnnxReader) -> None:
    passage = "The harbour of Lindow was dredged in 1987. Nothing else is said here."
    question = "so " * 300 + "when was the harbour of Lindow dredged?"
    (reading,) = pairs.read_pairs(question, [passage], [split_sentences(passage)])
    assert reading is not None
    assert reading.margins[0] > reading.margins[1]


def test_a_passage_without_words_has_no_reading(pairs: OnnxReader) -> None:
    read = pairs.read_pairs("Why?", ["", "Mills close."], [[], [Span(0, 12)]])
    assert [one is None for one in read] == [True, False]


@pytest.mark.parametrize(
    ("damage", "message"), [("missing", "are missing"), ("altered", "not the published")]
)
def test_weights_that_are_not_ours_are_refused_with_what_mends_it(
    tmp_path: Path, damage: str, message: str
) -> None:
    weights = tmp_path / "reader.onnx"
    if damage == "altered":
        shutil.copy(reader_weights(), weights)
        with weights.open("ab") as file:
            file.write(b"\0")
    with pytest.raises(BriefingError, match=message) as caught:
        OnnxReader(weights).read_pairs("Why?", ["Mills close."], [[Span(0, 12)]])
    assert str(weights) in str(caught.value)
    assert "pip install" in str(caught.value)


def test_nothing_heavy_is_loaded_before_the_first_question() -> None:
    program = (
        "import sys; from assistant.reader.trained import TrainedReader; TrainedReader(); "
        "print([name for name in ('onnxruntime', 'torch', 'tokenizers') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
