"""Floors that a run sets for later ones."""

import pytest
import yaml
from evals_factories import OPENED, TEXTS, ScriptedAssistant, answer, case, refusal, unanswerable

from evals.floors import read_floors, write_floors
from evals.gate import broken_bounds
from evals.report import summarise
from evals.run import run_cases
from ingest.errors import BriefingError

CASES = tuple(case(id=f"case-{number}") for number in range(40))


def run(right: int, cases=CASES):
    answers = [answer(OPENED) if at < right else refusal() for at in range(len(cases))]
    return run_cases(cases, ScriptedAssistant(*answers), TEXTS)


def floors(path):
    return yaml.safe_load(path.read_text())["floors"]


def test_floors_are_the_worse_ends_of_the_intervals(tmp_path):
    path = tmp_path / "floors.yaml"
    write_floors(run(30), path)
    overall = summarise(run(30)).overall
    low, high = overall.estimate("accuracy").interval, overall.estimate("false_refusal").interval
    assert low.low - 0.001 < floors(path)["accuracy"] <= low.low < 0.75
    assert high.high <= floors(path)["false_refusal"] < high.high + 0.001
    assert floors(path)["citation_validity"] == floors(path)["completed"] == 1.0
    assert "refusal_recall" not in floors(path), "no case scores it"


def test_the_run_that_set_them_passes_and_a_clearly_worse_one_does_not(tmp_path):
    path = tmp_path / "floors.yaml"
    write_floors(run(30), path)
    bounds = read_floors(path, CASES)
    assert broken_bounds(run(30), bounds) == ()
    assert broken_bounds(run(28), bounds) == ()
    worse = broken_bounds(run(15), bounds)
    assert any(line.startswith("accuracy: 0.3750 is below 0.6") for line in worse)
    assert any(line.startswith("false_refusal: 0.6250 is above 0.4") for line in worse)


def test_where_all_cases_agree_a_single_other_one_breaks_no_floor(tmp_path):
    path = tmp_path / "floors.yaml"
    write_floors(run(40), path)
    assert floors(path)["accuracy"] == 0.925, "1 - 3 / 40, by the rule of three"
    assert broken_bounds(run(39), read_floors(path, CASES)) == ()


def test_measures_of_few_cases_set_no_floor(tmp_path):
    path = tmp_path / "floors.yaml"
    few = (*CASES, *(unanswerable(id=f"none-{number}") for number in range(14)))
    write_floors(run(54, few), path)
    assert "refusal_recall" not in floors(path)
    write_floors(run(55, (*few, unanswerable(id="none-14"))), path)
    assert "refusal_recall" in floors(path)


def test_floors_say_nothing_of_other_cases(tmp_path):
    path = tmp_path / "floors.yaml"
    write_floors(run(30), path)
    changed = (case(id="case-0", question="When?"), *CASES[1:])
    with pytest.raises(BriefingError, match=r"set on other cases \(40; these are 40\).*Set them"):
        read_floors(path, changed)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no floors"),
        ("- 1", "holds no floors"),
        ("a: [", "holds no floors"),
        ("{commit: x, cases: 1, fingerprint: y, floors: {beauty: 1}}", "no measure .* 'beauty'"),
    ],
)
def test_what_holds_no_floors_is_refused(tmp_path, text, message):
    path = tmp_path / "floors.yaml"
    path.write_text(text)
    with pytest.raises(BriefingError, match=message):
        read_floors(path, CASES)
    with pytest.raises(BriefingError, match="cannot be read"):
        read_floors(tmp_path / "none.yaml", CASES)
