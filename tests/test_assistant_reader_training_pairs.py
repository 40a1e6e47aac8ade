"""Training pairs hold what they claim, on a tiny set of invented questions."""

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.reader.training.mentions import MentionKind, kind_of, substituted
from assistant.reader.training.negatives import NegativeKind
from assistant.reader.training.opposites import opposed
from assistant.reader.training.pairs import (
    Example,
    load_rounds,
    rounds_of,
    write_rounds,
)
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import (
    TrainingQuestion,
    load_questions,
    measured_titles,
)
from ingest.embedding import SentenceTransformerEmbedder

HARBOUR = (
    "The harbour of Lindow was dredged in 1987 by the firm Aldous Brandt. "
    "Before that, ships called at Port Keswick. "
    "Mayor Ada Fenwick paid 400 marks for the first crane. "
    "The crane was sold in 1994."
)
MILL = (
    "The mill of Lindow was built in 1821 by Jonas Perrault. "
    "It ground 90 sacks a day. "
    "Clara Whitlock closed the mill after the flood. "
    "The building is a school now."
)
BRIDGE = (
    "A bridge crosses the river at Port Keswick since 1903. "
    "Engineers from Norrland drew it. "
    "Trains used the bridge until 1958. "
    "Its paint is green."
)
REVIEW = "I bought this kettle in May. It boils fast. The handle gets hot, so I use a cloth."

ASKED = (
    ("Who dredged the harbour of Lindow in 1987?", HARBOUR, "Aldous Brandt", "Lindow"),
    ("How much did Ada Fenwick pay for the first crane?", HARBOUR, "400 marks", "Lindow"),
    ("When was the mill of Lindow built?", MILL, "1821", "Lindow"),
    ("Who closed the mill after the flood?", MILL, "Clara Whitlock", "Lindow"),
    ("Where did engineers of the bridge come from?", BRIDGE, "Norrland", "Lindow"),
    ("What gets hot when the kettle boils?", REVIEW, "The handle", "kettles"),
)


def record_of(
    number: int, question: str, paragraph: str, answer: str, title: str
) -> dict[str, object]:
    return {
        "id": f"q{number}",
        "source": "squadshifts-amazon" if title == "kettles" else "invented",
        "title": title,
        "context": paragraph,
        "question": question,
        "answers": [{"text": answer, "start": paragraph.index(answer)}],
    }


def write_questions(file: Path, records: Sequence[dict[str, object]]) -> Path:
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one) + "\n" for one in records)
    return file


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> list[TrainingQuestion]:
    records = [record_of(number, *one) for number, one in enumerate(ASKED)]
    file = tmp_path_factory.mktemp("questions") / "questions.jsonl.gz"
    return load_questions(write_questions(file, records), without=())


@pytest.fixture(scope="module")
def paragraphs(
    questions: list[TrainingQuestion], embedder: SentenceTransformerEmbedder
) -> Paragraphs:
    return Paragraphs(questions, embedder)


@pytest.fixture(scope="module")
def made(questions: list[TrainingQuestion], paragraphs: Paragraphs) -> list[Example]:
    """Return the examples of many rounds, so that every kind of negative is among them."""
    return [
        example
        for seed in range(12)
        for part in rounds_of(questions, paragraphs=paragraphs, chance=random.Random(seed))
        for example in part
    ]


def of_kind(made: Sequence[Example], *kinds: NegativeKind) -> list[Example]:
    found = [one for one in made if one.negative.kind in kinds]
    assert {one.negative.kind for one in found} == set(kinds)
    return found


def test_the_marked_answer_is_the_one_that_people_gave(made: list[Example]) -> None:
    answers = {f"q{number}": answer for number, (_, _, answer, _) in enumerate(ASKED)}
    for one in made:
        assert one.passage[one.answer.start : one.answer.end] == answers[one.question_id]
        assert any(span.start <= one.answer.start < span.end for span in one.sentences)


def test_a_changed_question_differs_and_keeps_its_passage(made: list[Example]) -> None:
    asked = {f"q{number}": question for number, (question, *_) in enumerate(ASKED)}
    kinds = (NegativeKind.SWAPPED, NegativeKind.OPPOSED, NegativeKind.CONTENT)
    for one in of_kind(made, *kinds):
        assert one.negative.question != asked[one.question_id]


def test_a_passage_with_the_answer_removed_lacks_it(made: list[Example]) -> None:
    for one in of_kind(made, NegativeKind.REMOVED):
        answer = one.passage[one.answer.start : one.answer.end]
        assert answer.lower() not in one.negative.passage.lower()
        assert one.negative.passage


def test_a_retrieved_paragraph_is_another_of_the_article_without_the_answer(
    made: list[Example],
) -> None:
    paragraphs = {f"q{number}": paragraph for number, (_, paragraph, *_) in enumerate(ASKED)}
    for one in of_kind(made, NegativeKind.RETRIEVED):
        answer = one.passage[one.answer.start : one.answer.end]
        assert one.negative.passage not in paragraphs[one.question_id]
        assert answer.lower() not in one.negative.passage.lower()
        assert "kettle" not in one.negative.passage


def test_a_renamed_example_is_renamed_in_question_and_passage(made: list[Example]) -> None:
    asked = {question for question, *_ in ASKED}
    renamed = [one for one in made if one.question not in asked]
    assert renamed
    for one in renamed:
        changed = set(one.question.split()) - {word for text in asked for word in text.split()}
        assert all(word.strip("?") in one.passage for word in changed)


def test_the_same_seed_makes_the_same_pairs(
    questions: list[TrainingQuestion], paragraphs: Paragraphs
) -> None:
    one, other = (
        list(rounds_of(questions, paragraphs=paragraphs, chance=random.Random(5))) for _ in range(2)
    )
    assert one == other


def test_pairs_are_read_back_as_they_were_written(made: list[Example], tmp_path: Path) -> None:
    rounds = [made[:3], made[3:8]]
    write_rounds(tmp_path / "pairs.jsonl.gz", rounds)
    assert load_rounds(tmp_path / "pairs.jsonl.gz") == rounds


def test_articles_that_are_measured_on_are_left_out(tmp_path: Path) -> None:
    records = [record_of(0, *ASKED[0]), record_of(1, *ASKED[1][:3], "Port_Keswick")]
    file = write_questions(tmp_path / "questions.gz", records)
    tuning = tmp_path / "set.docs.jsonl"
    tuning.write_text(json.dumps({"title": "Port Keswick"}) + "\n", encoding="utf-8")
    kept = load_questions(file, without=measured_titles([tuning]))
    assert [one.question_id for one in kept] == ["q0"]


@pytest.mark.parametrize(
    ("question", "usable"),
    [("What gets hot when the kettle boils?", True), ("Is it hot?", False)],
)
def test_a_review_question_that_fits_any_review_is_not_used(
    tmp_path: Path, question: str, usable: bool
) -> None:
    record = record_of(0, question, REVIEW, "The handle", "kettles")
    file = write_questions(tmp_path / "questions.gz", [record])
    assert bool(load_questions(file, without=())) is usable


def test_of_several_marked_answers_the_commonest_counts(tmp_path: Path) -> None:
    record = record_of(0, *ASKED[0])
    long, short = "the firm Aldous Brandt", "Aldous Brandt"
    record["answers"] = [
        {"text": text, "start": HARBOUR.index(text)} for text in (long, short, short)
    ]
    (question,) = load_questions(write_questions(tmp_path / "q.gz", [record]), without=())
    assert HARBOUR[question.answer.start : question.answer.end] == short


@pytest.mark.parametrize(
    ("question", "possible"),
    [
        (
            "Who built the first mill?",
            {"Who destroyed the first mill?", "Who built the last mill?", None},
        ),
        (
            "What did the town council paint?",
            {
                "What did not the town council paint?",
                "What never did the town council paint?",
                "What didn't the town council paint?",
            },
        ),
        ("Where is Lindow?", {"Where is not Lindow?"}),
    ],
)
def test_a_question_is_opposed_or_negated(question: str, possible: set[str | None]) -> None:
    assert {opposed(question, random.Random(seed)) for seed in range(200)} == possible


def test_a_question_without_an_auxiliary_or_an_opposite_cannot_be_opposed() -> None:
    assert opposed("Who paid?", random.Random(1)) is None


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("1987", MentionKind.YEAR),
        ("4,000", MentionKind.NUMBER),
        ("NATO", MentionKind.ACRONYM),
        ("Ada Fenwick", MentionKind.PAIR),
        ("Lindow", MentionKind.NAME),
        ("May", MentionKind.MONTH),
        ("Port of Lindow", MentionKind.LONG),
    ],
)
def test_mentions_have_a_kind(mention: str, kind: MentionKind) -> None:
    assert kind_of(mention) is kind


def test_only_whole_words_are_substituted() -> None:
    assert substituted("Port, Porto and Port", "Port", r"\1") == r"\1, Porto and \1"
