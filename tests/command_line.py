"""Running the command line in this process, as the console script does."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from ui.cli import PROBLEM, main

WRONG_USAGE = 2
ASKED = "What did Noboa call Bukele?"
FERRY = "# Ferries\n\nThe ferry Aurelia carries 64 cars — “naïve”, said the café's owner 🚢.\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, stdin: str = "") -> Ran:
    """Run the command line as the console script does."""
    with (
        CliRunner().isolation(input=stdin) as (out, err, _),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "argv", ["briefing", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        sys.stderr.flush()
        code = ended.value.code
        return Ran(int(code or 0), out.getvalue().decode(), err.getvalue().decode())


def check_refused(ran: Ran, code: int, *words: str) -> None:
    """Assert an error that helps: the code, no traceback, and what it names."""
    assert ran.code == code
    assert "Traceback" not in ran.out + ran.err
    assert [word for word in words if word not in ran.err] == []
    if code == PROBLEM:
        assert ran.err.startswith("briefing: ")
        assert ran.err.count("\n") == 1, "one clear line"
