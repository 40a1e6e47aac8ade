"""The shipped cases themselves: that they can be answered, and only by answering."""

from collections import Counter
from pathlib import Path

import pytest
from evals_factories import refusal

from assistant.answer import Answer, Citation, Status
from evals.case import CASE_TYPES, check_gold
from evals.case_files import load_cases
from evals.right_answer import right_answer

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def cases():
    return load_cases()


@pytest.fixture(scope="module")
def texts():
    files = [file for file in CORPUS.glob("*.md") if file.name != "README.md"]
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def gold_as_answer(case):
    citations = tuple(
        Citation(number, span.document, span.start, span.end, span.quote, ())
        for number, span in enumerate(case.gold, start=1)
    )
    text = " ".join(f"{citation.quote} [{citation.number}]" for citation in citations)
    status = Status.ANSWERED if case.answerable else Status.ABSTAINED
    return Answer("", "", text, status, citations, (), "gold", {})


def right(cases, texts, answer_of):
    return {case.id for case in cases if right_answer(case, answer_of(case), texts).value == 1}


def test_gold_stands_where_the_shipped_cases_say(cases, texts):
    check_gold(cases, texts)


def test_every_answerable_case_has_gold_and_its_gold_is_a_right_answer(cases, texts):
    answerable = {case.id for case in cases if case.answerable}
    assert {case.id for case in cases if case.gold} >= answerable
    assert answerable - right(cases, texts, gold_as_answer) == set()


def test_every_type_is_represented_in_both_splits(cases):
    counts = Counter((case.type, case.split) for case in cases)
    assert {kind for kind, _ in counts} == set(CASE_TYPES)
    assert min(counts[kind, split] for kind in CASE_TYPES for split in ("tune", "check")) >= 1


def test_quoting_the_whole_brief_is_right_about_nothing(cases, texts):
    everything = " ".join(texts.values())
    answer = Answer("", "", everything, Status.ANSWERED, (), (), "all", {})
    assert right(cases, texts, lambda case: answer) == set()


def test_refusing_everything_is_right_about_the_unanswerable_only(cases, texts):
    unanswerable = {case.id for case in cases if not case.answerable}
    assert right(cases, texts, lambda case: refusal()) == unanswerable
    assert 0.1 < len(unanswerable) / len(cases) < 0.4


def test_saying_the_question_back_is_hardly_ever_right(cases, texts):
    def echo(case):
        return Answer("", "", case.question, Status.ANSWERED, (), (), "echo", {})

    # A false premise or a comparison may name its answer in the question; a fact must not.
    assert len(right(cases, texts, echo)) <= 0.02 * len(cases)


@pytest.mark.parametrize(
    ("file", "split", "counts"),
    [
        ("original.yaml", "tune", {True: 138, False: 45}),
        ("original_later.yaml", "check", {True: 100, False: 50}),
    ],
)
def test_the_questions_about_the_original_are_cases_apart(cases, file, split, counts):
    about = load_cases(CORPUS.parent / "evals" / "briefs" / file)
    assert Counter(case.answerable for case in about) == counts
    assert {case.split for case in about} == {split}
    # They hold no more of its text than what must be said.
    assert not any(case.gold for case in about)
    assert all(len(text.split()) <= 6 for case in about for group in case.answers for text in group)
    checked = {case.question for case in cases if case.split == "check" and not case.history}
    assert not {case.question for case in about} & checked
