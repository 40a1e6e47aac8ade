"""The command line: what only a process of its own can show."""

import json
import os
import subprocess
import sys
from pathlib import Path

from command_line import ASKED
from conftest import CORPUS

from ui.application import shipped_corpus
from ui.cli import PROBLEM

REPOSITORY = CORPUS.parent

COMMAND = "import sys; from ui.cli import main; sys.argv = ['briefing', *sys.argv[1:]]; main()"


def process(
    *arguments: str, home: Path, cwd: Path, stdin: str = ""
) -> "subprocess.CompletedProcess[str]":
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    return subprocess.run(
        [sys.executable, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**environment, "BRIEFING_HOME": str(home), "PYTHONUTF8": "1"},
        check=False,
        timeout=120,
    )


def test_help_is_answered_without_the_heavy_libraries(home: Path, tmp_path: Path) -> None:
    script = (
        "import sys\nsys.argv = ['briefing', '--help']\n"
        "from ui.cli import main\n"
        "try:\n    main()\nexcept SystemExit as ended:\n"
        "    print(ended.code, *{name.split('.')[0] for name in sys.modules}, file=sys.stderr)\n"
    )
    ran = process("-c", script, home=home, cwd=tmp_path)
    code, *loaded = ran.stderr.split()
    assert code == "0"
    heavy = {"torch", "chromadb", "gradio", "pydantic", "rich", "numpy", "sentence_transformers"}
    assert heavy & set(loaded) == set()
    for command in ("ingest", "documents", "remove", "ask", "document", "chat", "serve", "doctor"):
        assert f"\n  {command} " in ran.stdout


def test_each_package_is_imported_from_this_repository(home: Path, tmp_path: Path) -> None:
    names = ("ingest", "assistant", "evals", "ui", "corpus")
    # The first place of a package is where its modules come from.
    script = (
        f"import {', '.join(names)}\nfor one in ({', '.join(names)}): print([*one.__path__][0])"
    )
    ran = process("-c", script, home=home, cwd=tmp_path)
    assert ran.stdout.split() == [str(REPOSITORY / name) for name in names], ran.stderr


def test_the_command_answers_in_a_process_of_its_own(library_home: Path, tmp_path: Path) -> None:
    ran = process("-c", COMMAND, "ask", ASKED, "--json", home=library_home, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "egomaniac" in json.loads(ran.stdout)["text"]


def test_a_problem_in_a_process_of_its_own_is_one_line(home: Path, tmp_path: Path) -> None:
    ran = process("-c", COMMAND, "documents", home=home, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (PROBLEM, "")
    assert ran.stderr.startswith("briefing: ")
    assert len(ran.stderr.splitlines()) == 1


def test_the_console_script_is_installed(home: Path, tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("briefing")
    ran = subprocess.run([script, "--version"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.split()[0]) == (0, "briefing,")


def test_the_corpus_of_this_repository_is_the_one_that_ships() -> None:
    assert shipped_corpus() == CORPUS
