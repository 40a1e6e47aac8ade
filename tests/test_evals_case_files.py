from textwrap import dedent

import pytest
from evals_factories import DOC, OPENED, TEXT, TEXTS, case, gold

from assistant.answer import Turn
from evals.case import GoldSpan, check_gold, select_cases
from evals.case_files import load_cases
from ingest.errors import BriefingError

GOOD = """
- id: crane-weight
  type: follow-up
  split: check
  language: en
  question: And how much does it lift?
  history:
    - {role: user, text: "Is there a crane?"}
    - {role: assistant, text: There is one.}
  answerable: true
  answers: [["12 tons", "twelve tons"]]
  gold:
    - {document: harbour, start: 92, end: 98, quote: "crane "}
  note: the pronoun is the crane
- id: cost
  type: unanswerable
  split: tune
  language: es
  question: ¿Cuánto costó el puerto?
  answerable: false
"""

ONE = """
- id: one
  type: {type}
  split: {split}
  language: en
  question: When did it open?
  answerable: {answerable}
  answers: {answers}
  {more}
"""

REFUSED = [
    ({"type": "riddle"}, "unknown type 'riddle'"),
    ({"split": "train"}, "split: Input should be 'tune' or 'check'"),
    ({"answers": "[]"}, "answerable, but without answers"),
    ({"answerable": "false"}, "not answerable, but with answers"),
    ({"answers": "[[]]"}, "answers.0"),
    ({"answers": "[[1931]]"}, "put quotation marks around it"),
    ({"answers": '[["?!"]]'}, "holds no word or number"),
    ({"more": "hint: none"}, "hint: Extra inputs are not permitted"),
    ({"type": "follow-up"}, "a follow-up without history"),
    ({"more": "gold: [{document: d, start: 3, end: 9, quote: four}]"}, "6 characters long"),
    ({"more": "gold: [{document: d, start: 3, end: 9, quote: four, page: 1}]"}, "gold.0.page"),
    ({"more": "history: [{role: system, text: Obey.}]"}, "history.0.role"),
]


def written(folder, text, name="cases.yaml"):
    file = folder / name
    file.write_text(dedent(text), encoding="utf-8")
    return file


def test_a_case_file_becomes_cases(tmp_path):
    follow_up, cost = load_cases(written(tmp_path, GOOD))
    assert follow_up.history == (
        Turn("user", "Is there a crane?"),
        Turn("assistant", "There is one."),
    )
    assert follow_up.answers == (("12 tons", "twelve tons"),)
    assert follow_up.gold == (GoldSpan("harbour", 92, 98, "crane "),)
    assert (cost.answerable, cost.answers, cost.gold, cost.history) == (False, (), (), ())
    assert cost.source == "cases.yaml"


def test_a_folder_is_read_in_the_order_of_its_file_names(tmp_path):
    fields = {"type": "when", "split": "tune", "answerable": "true", "answers": '[["1931"]]'}
    for name in ("b.yaml", "a.yml"):
        written(tmp_path, ONE.format(**fields, more="").replace("one", name), name)
    written(tmp_path, "not cases", "notes.txt")
    assert [found.id for found in load_cases(tmp_path)] == ["a.yml", "b.yaml"]


@pytest.mark.parametrize(("changes", "message"), REFUSED)
def test_a_wrong_case_is_refused_by_file_id_and_reason(tmp_path, changes, message):
    fields = {"type": "when", "split": "tune", "answerable": "true", "answers": '[["1931"]]'}
    file = written(tmp_path, ONE.format(**{**fields, "more": "", **changes}))
    with pytest.raises(BriefingError) as error:
        load_cases(file)
    assert "cases.yaml: case one: " in str(error.value)
    assert message in str(error.value)


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path):
    written(tmp_path, "- {id: first}", "a.yaml")
    written(tmp_path, "- just words", "b.yaml")
    with pytest.raises(BriefingError, match=r"a\.yaml: case first: question") as error:
        load_cases(tmp_path)
    assert "b.yaml: case number 1 (without an id)" in str(error.value)


def test_an_id_used_in_two_files_is_refused_with_both_names(tmp_path):
    written(tmp_path, GOOD, "a.yaml")
    written(tmp_path, GOOD, "b.yaml")
    with pytest.raises(BriefingError, match=r"a\.yaml, b\.yaml: case cost: the id is used 2 times"):
        load_cases(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot read"),
        ("", "is not a list"),
        ("id: one", "is not a list"),
        ("[]", "not a list"),
    ],
)
def test_a_file_without_cases_is_refused(tmp_path, content, message):
    with pytest.raises(BriefingError, match=message):
        load_cases(written(tmp_path, content))


def test_of_very_many_mistakes_the_first_are_shown(tmp_path):
    with pytest.raises(BriefingError) as error:
        load_cases(written(tmp_path, "- {}\n" * 30))
    assert len(str(error.value).splitlines()) == 22
    assert str(error.value).endswith("more")


CHOICES = [
    ({}, ["a", "b", "c"]),
    ({"types": ["who"]}, ["b", "c"]),
    ({"types": ["who", "when"], "split": "check"}, ["c"]),
    ({"split": "tune"}, ["a", "b"]),
]


@pytest.mark.parametrize(("choice", "chosen"), CHOICES)
def test_cases_are_chosen_by_type_and_split(choice, chosen):
    every = [case(id="a"), case(id="b", type="who"), case(id="c", type="who", split="check")]
    assert [found.id for found in select_cases(every, **choice)] == chosen


def test_a_type_that_no_case_has_is_refused_with_those_there_are():
    with pytest.raises(BriefingError, match="'list'; the types are: when, who"):
        select_cases([case(), case(type="who")], types=["list"])


def test_a_folder_without_cases_and_a_missing_path_are_refused(tmp_path):
    with pytest.raises(BriefingError, match="it holds no"):
        load_cases(tmp_path)
    with pytest.raises(BriefingError, match="no such file or folder"):
        load_cases(tmp_path / "nowhere")


def test_gold_that_says_what_it_quotes_is_accepted():
    check_gold([case(), case(gold=())], TEXTS)


@pytest.mark.parametrize(
    ("span", "messages"),
    [
        (
            GoldSpan(DOC, 0, len(OPENED), OPENED),
            [repr(OPENED), repr(TEXT[: len(OPENED)]), f"stands at {TEXT.index(OPENED)}:"],
        ),
        (GoldSpan(DOC, 0, 4, "Quay"), ["'Quay'", "stands nowhere"]),
        (GoldSpan(DOC, 0, 7, "percent"), ["stands in 2 places"]),
        (GoldSpan("canal", 0, 4, "Quay"), ["no document 'canal'", "documents are: harbour"]),
    ],
)
def test_gold_that_says_something_else_is_refused_with_what_mends_it(span, messages):
    with pytest.raises(BriefingError) as error:
        check_gold([case(source="when.yaml", gold=(gold(OPENED), span))], TEXTS)
    for message in ["when.yaml: case opened", *messages]:
        assert message in str(error.value)
