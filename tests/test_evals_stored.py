"""Runs read back from their reports."""

import json
from pathlib import Path

import pytest
from evals_factories import OPENED, TEXTS, ScriptedAssistant, answer, broken_index, case, refusal

from evals.report_json import to_json
from evals.run import EvalReport, run_cases
from evals.stored import parse_run, read_run
from ingest.errors import BriefingError


def report() -> EvalReport:
    cases = (case(), case(id="refused"), case(id="down"))
    assistant = ScriptedAssistant(answer(OPENED), refusal(), broken_index())
    return run_cases(cases, assistant, TEXTS, settings={"depth": 16})


def test_a_run_is_read_back_with_every_case() -> None:
    run = parse_run(to_json(report()), name="run.json")
    assert (run.settings, run.documents) == ({"depth": 16}, ("harbour",))
    right, refused, failed = run.cases
    assert (right.is_right, refused.is_right, failed.is_right) == (True, False, False)
    assert right.citations[0].quote == right.gold[0].quote == OPENED
    assert right.evidence[0].quote == OPENED
    assert refused.reasons["accuracy"] == "refused, but the documents say it"
    assert (failed.status, failed.text) == ("failed", str(broken_index()))
    assert right.values["refusal_precision"] is None


def test_a_case_is_the_same_as_in_another_run_whatever_was_answered() -> None:
    run = parse_run(to_json(report()), name="run.json")
    again = parse_run(to_json(report()), name="run.json")
    assert [one.key for one in run.cases] == [one.key for one in again.cases]
    assert len({one.key for one in run.cases}) == 3


def changed(**changes: object) -> str:
    return json.dumps({**json.loads(to_json(report())), **changes})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no json", "is not JSON"),
        ("[]", "has the format None; 1 is read"),
        (changed(format=2), "has the format 2; 1 is read"),
        (changed(cases=[{}]), r"is not the report of a run: cases\.0\.case"),
    ],
)
def test_what_is_no_report_is_refused_with_what_mends_it(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(BriefingError, match=message) as refused:
        read_run(tmp_path / "run.json")
    assert "run.json" in str(refused.value)
    assert "briefing eval --json" in str(refused.value)


def test_keys_of_later_versions_are_passed_over() -> None:
    assert len(parse_run(changed(colour="blue"), name="run.json").cases) == 3


def test_a_run_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"nowhere\.json cannot be read"):
        read_run(tmp_path / "nowhere.json")
