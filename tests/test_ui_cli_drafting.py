"""`briefing eval draft` and `review` as commands: the queue, the set, `briefing eval` itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import WRONG_USAGE, check_refused, run

from evals.case_files import load_cases
from ui.cli import PROBLEM

pytestmark = pytest.mark.usefixtures("one_model")


def test_cases_are_proposed_reviewed_and_then_evaluated(filled_home: Path) -> None:
    ran = run("eval", "draft", "mano-dura", "--limit", "3")
    assert ran.code == 0
    assert "3 cases proposed. Look at them with: briefing eval review" in ran.out
    drafts = sorted((filled_home / "cases" / "drafts").glob("*.yaml"))
    assert len(drafts) == 3
    ran = run("eval", "review", stdin="a\nr\ns\n")
    assert ran.code == 0
    assert "1 accepted, 1 rejected, 1 skipped." in ran.out
    (case,) = load_cases(filled_home / "cases")
    assert f"Question  {case.question}" in ran.out
    ran = run("eval", "--cases", filled_home / "cases" / "reviewed.yaml")
    assert ran.code == 0
    assert "All 1 cases" in ran.out


def test_what_was_proposed_or_rejected_is_not_proposed_again(filled_home: Path) -> None:
    first = run("eval", "draft", "mano-dura", "--limit", "100")
    run("eval", "review", stdin="r\na\nq\n")
    ran = run("eval", "draft", "mano-dura")
    assert (first.code, ran.code) == (0, 0)
    assert ran.out == "Nothing to propose about mano-dura that is not there already.\n"
    # A draft that cannot be read may hold what is proposed now.
    broken = next((filled_home / "cases" / "drafts").glob("*.yaml"))
    broken.write_text("- id: [", encoding="utf-8")
    ran = run("eval", "draft", "mano-dura")
    assert broken.name in ran.err
    assert "1 case proposed" in ran.out


def test_a_queue_without_drafts_is_told(filled_home: Path) -> None:
    ran = run("eval", "review")
    assert ran.code == 0
    assert ran.out == "No proposed case waits. Make some with: briefing eval draft DOCUMENT\n"


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("eval", "draft", "nothing"), PROBLEM, "no document 'nothing'"),
        (("eval", "draft"), WRONG_USAGE, "DOCUMENT"),
        (("eval", "draft", "mano-dura", "--limit", "0"), WRONG_USAGE, "--limit"),
        (("eval", "--split", "tune", "draft", "mano-dura"), WRONG_USAGE, "--split"),
    ],
)
def test_what_cannot_be_drafted_is_refused(
    arguments: tuple[str, ...], code: int, word: str, filled_home: Path
) -> None:
    check_refused(run(*arguments), code, word)
    assert not (filled_home / "cases").exists()


def test_the_review_has_no_colours_where_there_is_no_terminal(filled_home: Path) -> None:
    assert run("eval", "draft", "mano-dura", "--limit", "1").code == 0
    command = [sys.executable, "-c", "from ui.cli import main; main()", "eval", "review"]
    ran = subprocess.run(
        command, input="s\n", capture_output=True, text=True, env={**os.environ, "TERM": "dumb"}
    )
    assert ran.returncode == 0
    assert "0 accepted, 0 rejected, 1 skipped." in ran.stdout
    assert "\x1b" not in ran.stdout + ran.stderr
