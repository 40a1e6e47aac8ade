"""The command line: conversations, examinations and evaluations."""

from pathlib import Path

import pytest
from command_line import FERRY, WRONG_USAGE, check_refused, run

from ui.cli import PROBLEM
from ui.cli_measuring import BELOW_FLOOR

pytestmark = pytest.mark.usefixtures("one_model")


def test_a_conversation_is_held_until_the_input_ends(library_home: Path) -> None:
    asked = ["Who is the president of Honduras?", "And of Ecuador?", "", "/new", "x" * 3000]
    ran = run("--home", library_home, "chat", stdin="\n".join(asked) + "\n")
    assert ran.code == 0
    assert "Xiomara Castro" in ran.out
    assert "Searched for: Who is the president of Ecuador?" in ran.out
    assert "Daniel Noboa" in ran.out
    assert "3,000 characters" in ran.out, "a refused question does not end the conversation"
    assert "Traceback" not in ran.out + ran.err


def test_the_doctor_finds_a_filled_home_sound(library_home: Path) -> None:
    ran = run("--home", library_home, "doctor")
    assert ran.code == 0
    assert "PROBLEM" not in ran.out
    for said in ("torch: 2.13.0", "weights as published", " passages in ", "free disk space"):
        assert said in ran.out
    assert "sent to other machines: nothing" in ran.out


def test_the_doctor_finds_an_empty_home_sound_and_leaves_it_empty(home: Path) -> None:
    ran = run("doctor")
    assert ran.code == 0
    assert "none yet" in ran.out
    assert not (home / "index").exists()


def test_the_doctor_names_an_index_that_is_damaged(filled_home: Path) -> None:
    for file in (filled_home / "index").rglob("*.json"):
        file.write_text("{", encoding="utf-8")
    ran = run("doctor")
    assert ran.code == PROBLEM
    assert "PROBLEM  index" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_the_doctor_names_a_model_that_is_not_there(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_EMBEDDING_MODEL", str(home / "no-model"))
    ran = run("doctor")
    assert ran.code == PROBLEM
    assert "PROBLEM  embedding model" in ran.out


CASES = """
- id: right
  type: number
  split: check
  language: en
  question: What does the ferry Aurelia carry?
  answerable: true
  answers: [[64 cars]]
  gold: [GOLD]
- id: wrong
  type: number
  split: check
  language: en
  question: What does the ferry Aurelia carry?
  answerable: true
  answers: [[65 cars]]
  gold: [GOLD]
"""


@pytest.mark.parametrize(
    ("floor", "code"),
    [("accuracy=0.5", 0), ("accuracy=0.51", BELOW_FLOOR), ("beauty=0.5", PROBLEM)],
)
def test_an_evaluation_below_a_floor_has_its_own_exit_code(
    home: Path, tmp_path: Path, floor: str, code: int
) -> None:
    (tmp_path / "ferry.md").write_text(FERRY, encoding="utf-8")
    quote = "The ferry Aurelia carries 64 cars"
    start = FERRY.index(quote)
    gold = f"{{document: ferry, start: {start}, end: {start + len(quote)}, quote: {quote}}}"
    cases = tmp_path / "cases.yaml"
    cases.write_text(CASES.replace("GOLD", gold), encoding="utf-8")
    report, documents = tmp_path / "report", tmp_path / "ferry.md"
    options = ("--cases", cases, "--documents", documents, "--json", report)
    ran = run("eval", *options, "--fail-under", floor)
    assert (ran.code, ran.err) == (code, ran.err.replace("Traceback", ""))
    assert "accuracy" in ran.err or code != BELOW_FLOOR
    assert report.is_file() == (code != PROBLEM)
    assert not (home / "index").exists(), "an evaluation has an index of its own"


@pytest.mark.parametrize(
    "arguments",
    [("ingest", ""), ("serve", "--port", "99999"), ("ask",), ("ask", "Who?", "--batch", "in")],
    ids=["empty path", "no such port", "no question", "question and file"],
)
def test_wrong_usage_is_refused_before_anything_is_done(
    arguments: tuple[str, ...], home: Path
) -> None:
    assert run(*arguments).code == WRONG_USAGE
    assert not home.exists()


def test_files_of_a_folder_that_are_not_read_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "ferry.md").write_text("The ferry runs twice a day.\n", encoding="utf-8")
    (folder / "figures.pages").write_bytes(b"PK")
    ran = run("ingest", folder)
    assert ran.code == 0
    assert "figures.pages" in " ".join(ran.out.split())


def test_an_evaluation_is_compared_with_an_earlier_report(tmp_path: Path) -> None:
    report = tmp_path / "run.json"
    options = ("--type", "off-topic", "--split", "check")
    assert run("eval", *options, "--json", report).code == 0
    ran = run("eval", *options, "--baseline", report)
    assert ran.code == 0
    assert "Against the baseline: 4 cases in both" in ran.out
    assert "within noise" in ran.out


def test_a_baseline_that_is_none_is_refused_before_anything_is_run(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    ran = run("eval", "--baseline", tmp_path / "run.json")
    check_refused(ran, PROBLEM, "run.json", "briefing eval --json")
    assert ran.out == ""


def test_a_store_is_chosen_told_and_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text(FERRY, encoding="utf-8")
    assert run("ingest", tmp_path / "ferry.md").code == 0
    check_refused(run("ingest", "--store", "nowhere"), PROBLEM, "is no store", "local")
    check_refused(run("ingest", "--store", "http://127.0.0.1:9"), PROBLEM, "cannot be used")
    assert run("ingest", "--store", "local").code == 0
    assert "sent to other machines: nothing" in run("doctor").out
    (home / "index" / "STORE.json").write_text('{"url": "http://store.invalid:8000", "index": "a"}')
    told = run("doctor").out
    assert "each question's vector, to http://store.invalid:8000" in " ".join(told.split())
