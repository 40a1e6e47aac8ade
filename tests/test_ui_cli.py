"""The command line: asking, one question or a file of them, and the settings that all share."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from command_line import ASKED, FERRY, WRONG_USAGE, check_refused, run

from ingest.library import Library
from ui.cli import PROBLEM

pytestmark = pytest.mark.usefixtures("one_model")


def test_asking_for_json_prints_one_record_of_the_contract(
    library_home: Path, library: Library
) -> None:
    ran = run("--home", library_home, "ask", ASKED, "--json")
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    record = json.loads(ran.out)
    assert set(record) >= {"status", "text", "citations", "evidence", "model", "seconds"}
    text = library.document("mano-dura").document.text
    for number, citation in enumerate(record["citations"], start=1):
        assert list(citation) == [
            "number",
            "doc_id",
            "start",
            "end",
            "quote",
            "heading_path",
            "page",
        ]
        assert citation["number"] == number
        assert citation["quote"] == text[citation["start"] : citation["end"]]
        assert f"[{number}]" in record["text"]
    assert len(record["evidence"]) >= 10
    assert all(list(one) == ["doc_id", "start", "end", "score"] for one in record["evidence"])


def test_asking_prints_the_answer_with_its_sources_under_it(library_home: Path) -> None:
    ran = run("--home", library_home, "ask", ASKED)
    assert ran.code == 0
    text, sources = ran.out.split("\n\n", 1)
    assert "egomaniac" in text
    assert "[1] “" in sources
    assert "Ecuador" in sources, "the heading path is shown"


def test_a_question_that_is_not_answered_is_no_error_and_shows_what_is_nearest(
    library_home: Path,
) -> None:
    ran = run("--home", library_home, "ask", "How do I bake sourdough bread?")
    assert ran.code == 0
    assert "do not answer" in ran.out
    assert "Nearest passages:" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "Who?", "--batch", "in.jsonl", "--out", "out.jsonl"],
        ["ask", "--batch", "in.jsonl"],
        ["ask", "Who?", "--out", "out.jsonl"],
        ["ask", "Who?", "--colour"],
        ["aks", "Who?"],
        ["serve", "--port", "many"],
        ["document"],
    ],
)
def test_wrong_usage_has_its_own_exit_code(arguments: Sequence[str]) -> None:
    check_refused(run(*arguments), WRONG_USAGE, "Usage:", "Error")


@pytest.mark.parametrize(("question", "word"), [("", "empty"), ("x" * 5000, "5,000")])
def test_a_question_that_cannot_be_asked_is_refused(
    library_home: Path, question: str, word: str
) -> None:
    check_refused(run("--home", library_home, "ask", question), PROBLEM, word)


def test_a_file_of_questions_is_answered_in_order_with_its_ids(
    library_home: Path, tmp_path: Path
) -> None:
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines: list[dict[str, Any]] = [
        {"id": "z", "question": ASKED, "history": []},
        {"id": 3, "question": "How do I bake sourdough bread?"},
        {
            "id": "3",
            "question": "And of Ecuador?",
            "history": [{"role": "user", "text": "Who is the president of Honduras?"}],
        },
    ]
    questions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = run("--home", library_home, "ask", "--batch", questions, "--out", answers)
    assert (ran.code, ran.out) == (0, "")
    assert "3 questions" in ran.err
    records = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == ["z", 3, "3"]
    assert [record["status"] for record in records][:2] == ["answered", "abstained"]
    assert "Ecuador" in records[2]["standalone_question"]


def test_a_malformed_line_is_named_and_nothing_is_written(
    library_home: Path, tmp_path: Path
) -> None:
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions.write_text('{"id": 1, "question": "Who?"}\n{"id": 2, "question"', encoding="utf-8")
    answers.write_text("of an earlier run", encoding="utf-8")
    ran = run("--home", library_home, "ask", "--batch", questions, "--out", answers)
    check_refused(ran, PROBLEM, f"{questions}:2")
    assert answers.read_text(encoding="utf-8") == "of an earlier run"


def test_a_batch_may_not_overwrite_its_own_questions(library_home: Path, tmp_path: Path) -> None:
    questions = tmp_path / "in.jsonl"
    questions.write_text('{"id": 1, "question": "Who?"}\n', encoding="utf-8")
    ran = run("--home", library_home, "ask", "--batch", questions, "--out", questions)
    assert ran.code in (WRONG_USAGE, PROBLEM)
    assert "Traceback" not in ran.err
    assert questions.read_text(encoding="utf-8") == '{"id": 1, "question": "Who?"}\n'


def test_the_first_question_takes_in_the_shipped_corpus(home: Path) -> None:
    ran = run("ask", ASKED, "--json")
    assert ran.code == 0
    assert "shipped corpus" in ran.err
    assert "egomaniac" in json.loads(ran.out)["text"]
    assert (home / "index").is_dir()


# Where state is kept.


@pytest.mark.parametrize("before", [True, False])
def test_the_home_may_stand_before_or_after_the_command(library_home: Path, before: bool) -> None:
    option = ["--home", str(library_home)]
    ran = run(*option, "documents") if before else run("documents", *option)
    assert ran.code == 0
    assert "mano-dura" in ran.out


def test_the_home_after_the_command_goes_before_the_one_ahead_of_it(
    library_home: Path, tmp_path: Path
) -> None:
    ran = run("--home", tmp_path / "empty", "documents", "--home", library_home)
    assert ran.code == 0
    assert "mano-dura" in ran.out


def test_the_home_is_taken_from_the_environment(
    library_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(library_home))
    assert "mano-dura" in run("documents").out


def test_a_setting_that_is_misspelt_in_the_environment_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BRIEFING_HOEM", "elsewhere")
    check_refused(run("documents"), PROBLEM, "BRIEFING_HOEM", "BRIEFING_HOME")


def test_a_home_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    check_refused(run("documents", "--home", tmp_path / "file"), WRONG_USAGE, "is a file")


def test_a_home_that_cannot_be_made_is_named_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "file"))
    check_refused(run("ask", ASKED), PROBLEM, str(tmp_path / "file"))


def test_an_index_of_another_model_is_refused_with_the_mending_command(
    library_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_EMBEDDING_MODEL", "some/other-model")
    check_refused(run("--home", library_home, "ask", ASKED), PROBLEM, "briefing ingest --rebuild")


def test_a_model_that_cannot_be_loaded_is_named_with_the_setting(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_EMBEDDING_MODEL", str(home / "no-model"))
    ran = run("ingest")
    check_refused(ran, PROBLEM, str(home / "no-model"), "BRIEFING_EMBEDDING_MODEL")


def test_asking_keeps_to_the_documents_that_are_named(filled_home: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text(FERRY, encoding="utf-8")
    assert run("--home", filled_home, "ingest", tmp_path / "ferry.md").code == 0
    ran = run("--home", filled_home, "ask", ASKED, "--json", "--document", "ferry")
    record = json.loads(ran.out)
    assert record["status"] == "abstained"
    assert {one["doc_id"] for one in record["evidence"]} == {"ferry"}
    both = ("--document", "ferry", "--document", "mano-dura")
    assert "egomaniac" in run("--home", filled_home, "ask", ASKED, *both).out
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text(json.dumps({"id": 1, "question": ASKED}), encoding="utf-8")
    files = ("--batch", batch, "--out", out)
    assert run("--home", filled_home, "ask", *files, "--document", "ferry").code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["status"] == "abstained"


@pytest.mark.parametrize("command", [["ask", ASKED], ["chat"]])
def test_a_document_that_there_is_not_is_named_with_those_there_are(
    library_home: Path, command: Sequence[str]
) -> None:
    ran = run("--home", library_home, *command, "--document", "mono-dura")
    check_refused(ran, PROBLEM, "'mono-dura'", "mano-dura")
