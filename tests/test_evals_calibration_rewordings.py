"""Questions of public sets in other words: what is read, and what they are put in the place of."""

from pathlib import Path

from evals.calibration.rewordings import load_rewordings, reworded
from evals.case import Case, GoldSpan
from evals.squad import PublicSet


def case(case_id: str) -> Case:
    return Case(
        id=case_id,
        type="harbour",
        split="tune",
        language="es",
        question="¿Cuánto levanta la grúa?",
        history=(),
        answerable=True,
        answers=(("12 tons",),),
        gold=(GoldSpan("quay", 0, 7, "12 tons"),),
        source="harbour",
    )


def test_only_questions_with_other_words_are_kept_with_their_answers_and_in_english() -> None:
    asked = PublicSet("harbour", (case("a"), case("b")), {}, {}, {"a": "quay", "b": "quay"})
    found = reworded(asked, {"b": "What can it hoist?", "c": "Who?"})
    assert [one.id for one in found.cases] == ["b"]
    assert found.cases[0].question == "What can it hoist?"
    assert found.cases[0].language == "en"
    assert found.cases[0].gold == asked.cases[1].gold
    assert found.name == "harbour reworded"
    assert found.asked_of == asked.asked_of


def test_a_file_of_rewordings_is_read_by_id(tmp_path: Path) -> None:
    file = tmp_path / "rewordings.tsv"
    file.write_text("a\tWhat can it hoist?\nb\tWho paid?\n", encoding="utf-8")
    assert load_rewordings(file) == {"a": "What can it hoist?", "b": "Who paid?"}


def test_the_shipped_rewordings_are_questions_each_of_its_own() -> None:
    found = load_rewordings()
    assert len(found) > 100
    assert all(question.endswith("?") for question in found.values())
    assert len(set(found.values())) == len(found)
    assert {name.partition(":")[0] for name in found} == {"squad2_dev", "xquad_es_dev"}
