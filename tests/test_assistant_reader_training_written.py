"""Training questions that were written by reading their paragraphs."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from assistant.reader.training.negatives import NegativeKind
from assistant.reader.training.paragraphs import Paragraphs
from assistant.reader.training.questions import TrainingQuestion
from assistant.reader.training.written import (
    ARTICLES,
    WrittenParagraph,
    answer_in,
    written_about_articles,
    written_about_briefs,
)
from assistant.reader.training.written_pairs import brief_examples, written_examples
from evals.squad_json import load_squad_json
from ingest.embedding import SentenceTransformerEmbedder
from ingest.sentences import Span

INVENTED = Path(__file__).parents[1] / "evals" / "briefs"

FERRY = "The ferry was built in 1911. It cost 40 crowns and carries 64 cars."
MILL = "The mill was sold in 1950. Its owner, Inga Holm, asked 90 crowns."


def question(text: str, paragraph: str, answer: str) -> TrainingQuestion:
    """Return a question of the article "Lindow"."""
    start = paragraph.index(answer)
    span = Span(start, start + len(answer))
    return TrainingQuestion(text, text, paragraph, "Lindow", False, (answer,), span)


def written() -> list[WrittenParagraph]:
    """Return two paragraphs of a brief with their questions."""
    return [
        WrittenParagraph(
            FERRY,
            "Lindow",
            (question("What was paid for the boat?", FERRY, "40 crowns"),),
            ("Who built the ferry?",),
        ),
        WrittenParagraph(
            MILL,
            "Lindow",
            (question("Who had the mill?", MILL, "Inga Holm"),),
            ("Who bought the mill?",),
        ),
    ]


@pytest.fixture
def paragraphs(embedder: SentenceTransformerEmbedder) -> Paragraphs:
    return Paragraphs([one for each in written() for one in each.answered], embedder)


def test_a_written_question_is_paired_with_one_that_its_passage_only_seems_to_answer(
    paragraphs: Paragraphs,
) -> None:
    before = [question("When was the ferry built?", FERRY, "1911")]
    found = list(
        written_examples(written(), before, paragraphs=paragraphs, chance=random.Random(1))
    )
    pairs = Counter((one.question, one.negative.question, one.negative.kind) for one in found)
    assert pairs == {
        ("What was paid for the boat?", "Who built the ferry?", NegativeKind.WRITTEN): 1,
        ("When was the ferry built?", "Who built the ferry?", NegativeKind.WRITTEN): 1,
        ("What was paid for the boat?",) * 2 + (NegativeKind.RETRIEVED,): 1,
        ("Who had the mill?", "Who bought the mill?", NegativeKind.WRITTEN): 1,
        ("Who had the mill?",) * 2 + (NegativeKind.RETRIEVED,): 1,
    }
    for one in found:
        own = FERRY if one.question != "Who had the mill?" else MILL
        assert one.passage in own
        is_own = one.negative.kind is NegativeKind.WRITTEN
        assert one.negative.passage in (own if is_own else {FERRY: MILL, MILL: FERRY}[own])


def test_what_a_brief_does_not_answer_is_asked_of_its_other_paragraphs(
    paragraphs: Paragraphs,
) -> None:
    found = list(brief_examples(written(), paragraphs=paragraphs, chance=random.Random(1)))
    assert {(one.passage, one.negative.question) for one in found} == {
        (MILL, "Who built the ferry?"),
        (FERRY, "Who bought the mill?"),
    }
    assert all(one.negative.passage == one.passage for one in found)


def test_of_two_places_an_answer_stands_in_the_sentence_nearest_to_the_question() -> None:
    text = "In 1911 the ferry sailed. The mill burned in 1911."
    assert answer_in(text, "1911", "When did the mill burn?").start == text.rindex("1911")
    assert answer_in(text, "1911", "When did the ferry sail?").start == text.index("1911")


def test_questions_about_an_article_are_found_by_one_that_was_there_before(
    tmp_path: Path,
) -> None:
    file = tmp_path / "articles.jsonl"
    records = [
        {"of": "known", "a": [["Who had the mill?", "Inga Holm"]], "u": ["Who bought it?"]},
        {"of": "unknown", "a": [["Who?", "Nobody"]], "u": ["Why?"]},
    ]
    file.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    known = TrainingQuestion("known", "?", MILL, "Lindow", False, ("1950",), Span(21, 25))
    (found,) = written_about_articles([known], file)
    assert (found.text, found.group, found.unanswered) == (MILL, "Lindow", ("Who bought it?",))
    assert MILL[found.answered[0].answer.start :].startswith("Inga Holm,")


def test_what_was_written_about_articles_is_whole() -> None:
    records = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    assert len({one["of"] for one in records}) == len(records) == 1628
    for one in records:
        assert len(one["a"]) == 3
        assert all(asked.strip() and answer.strip() for asked, answer in one["a"])
        assert 2 <= len(one["u"]) <= 3


def test_no_brief_to_learn_from_is_one_to_be_measured_on() -> None:
    learned = written_about_briefs()
    names = ("tune", "check", "later_tune", "later_check")
    sets = [load_squad_json(INVENTED / f"invented_{name}.json") for name in names]
    measured = [title for one in sets for title in one.titles.values()]
    assert len(learned) == 12 * len({one.group for one in learned}) == 852
    assert len(set(measured)) == len(measured) == 55
    assert not {one.group for one in learned} & set(measured)
    for one in learned:
        assert one.answered
        assert one.unanswered
        for asked in one.answered:
            assert one.text[asked.answer.start : asked.answer.end] == asked.answers[0]


@pytest.mark.parametrize(
    ("name", "answered", "unanswered"),
    [
        ("tune", 180, 180),
        ("check", 180, 180),
        ("later_tune", 1680, 1008),
        ("later_check", 1020, 612),
    ],
)
def test_many_questions_about_an_invented_brief_have_no_answer_in_it(
    name: str, answered: int, unanswered: int
) -> None:
    cases = load_squad_json(INVENTED / f"invented_{name}.json").cases
    assert sum(one.answerable for one in cases) == answered
    assert len(cases) == answered + unanswered
