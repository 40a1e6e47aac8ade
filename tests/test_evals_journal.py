"""Runs that were cut off and go on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from evals_factories import (
    OPENED,
    PAID,
    TEXTS,
    ScriptedAssistant,
    answer,
    broken_index,
    case,
    refusal,
)

from evals.journal import Asked, Journal
from evals.provenance import provenance
from evals.run import run_cases
from evals.suite import Suite, run_suites
from ingest.errors import BriefingError

CASES = (case(), case(id="paid", question="Who paid?"), case(id="crane", question="What lifts?"))
MADE_WITH = provenance(TEXTS, {"depth": 16})
FULL = answer(OPENED, PAID)


class CutOffError(Exception):
    """Stands for whatever ends a process in the middle of a run."""


def run(assistant: ScriptedAssistant, path: Path, made_with=MADE_WITH):
    with Journal(path, made_with) as journal:
        return run_cases(CASES, assistant, TEXTS, journal=journal)


def test_a_run_that_was_cut_off_goes_on_with_the_cases_that_it_did_not_come_to(tmp_path):
    path = tmp_path / "run.jsonl"
    with pytest.raises(CutOffError):
        run(ScriptedAssistant(FULL, refusal(), CutOffError()), path)
    later = ScriptedAssistant(answer(PAID))
    resumed = run(later, path)
    assert [question for question, _ in later.asked] == ["What lifts?"]
    whole = run_cases(CASES, ScriptedAssistant(FULL, refusal(), answer(PAID)), TEXTS)
    assert [one.answer for one in resumed.results] == [one.answer for one in whole.results]
    assert [one.scores for one in resumed.results] == [one.scores for one in whole.results]


def test_a_finished_run_is_not_asked_again(tmp_path):
    path = tmp_path / "run.jsonl"
    first = run(ScriptedAssistant(FULL, refusal(), answer(PAID)), path)
    again = run(ScriptedAssistant(), path)
    assert [one.seconds for one in again.results] == [one.seconds for one in first.results]


def test_a_failure_is_tried_again(tmp_path):
    path = tmp_path / "run.jsonl"
    run(ScriptedAssistant(FULL, broken_index(), refusal()), path)
    later = ScriptedAssistant(answer(PAID))
    results = run(later, path).results
    assert [question for question, _ in later.asked] == ["Who paid?"]
    assert [one.failure for one in results] == [None, None, None]


def test_a_case_that_asks_something_else_now_is_asked(tmp_path):
    path = tmp_path / "run.jsonl"
    with Journal(path, MADE_WITH) as journal:
        journal.add(case(), Asked(FULL, None, 0.1))
    with Journal(path, MADE_WITH) as journal:
        assert len(journal) == 1
        assert journal.known(case()) == Asked(FULL, None, 0.1)
        assert journal.known(case(question="When did it close?")) is None


@pytest.mark.parametrize("cut", [1, 30, 2000])
def test_a_line_that_was_cut_off_is_asked_again(tmp_path, cut):
    path = tmp_path / "run.jsonl"
    run(ScriptedAssistant(FULL, refusal(), answer(PAID)), path)
    lines = path.read_bytes().splitlines(keepends=True)
    kept = b"".join(lines[:3]) + lines[3][: min(cut, len(lines[3]) - 1)]
    path.write_bytes(kept)
    later = ScriptedAssistant(answer(PAID))
    run(later, path)
    assert [question for question, _ in later.asked] == ["What lifts?"]
    assert path.read_bytes().count(b"\n") == 4


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"settings": {"depth": 8}}, "settings"),
        ({"commit": "other"}, "commit"),
        ({"corpus_fingerprint": "0"}, "corpus"),
        ({"versions": {"python": "4"}}, "versions"),
    ],
)
def test_a_journal_of_another_run_is_refused_and_left_as_it_is(tmp_path, changes, named):
    path = tmp_path / "run.jsonl"
    run(ScriptedAssistant(FULL, refusal(), refusal()), path)
    before = path.read_bytes()
    with pytest.raises(BriefingError, match=f"of a run with another {named}.*delete it"):
        Journal(path, replace(MADE_WITH, **changes))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["hello", "{}\n{}\n", '["a"]\n', json.dumps({"form": 1})])
def test_what_is_no_journal_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_text(content)
    with pytest.raises(BriefingError, match="cannot go on from"):
        Journal(path, MADE_WITH)
    assert path.read_text() == content


def test_several_suites_share_one_journal(tmp_path):
    path = tmp_path / "run.jsonl"
    assistant = ScriptedAssistant(FULL, refusal(), answer(PAID))
    suites = [Suite(CASES[:1], assistant, TEXTS), Suite(CASES[1:], assistant, TEXTS)]
    run_suites(suites, resume=path)
    assert len(assistant.asked) == 3
    assert len(run_suites(suites, resume=path).results) == 3
    assert len(assistant.asked) == 3
