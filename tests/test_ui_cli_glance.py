"""The command line: a document at a glance."""

import json
from pathlib import Path

import pytest
from command_line import FERRY, check_refused, run

from ui.cli import PROBLEM

pytestmark = pytest.mark.usefixtures("one_model")

BRIEF = FERRY + "\nAna Reis, the mayor of Lima [bold], left in May 2020.\n"


@pytest.fixture
def brief(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text(BRIEF, encoding="utf-8")
    assert run("ingest", path).code == 0
    return path


def test_a_glance_shows_what_was_found_as_plain_text(brief: Path) -> None:
    ran = run("glance", "ferry")
    assert ran.code == 0
    for shown in ("Key figures", "64", "cars", "Timeline", "May 2020", "Ana Reis"):
        assert shown in ran.out
    assert "Recommendations" not in ran.out, "an empty table is not shown"
    assert "[bold]" in ran.out


def test_json_quotes_every_place_word_for_word(brief: Path) -> None:
    record = json.loads(run("glance", "ferry", "--json").out)
    text = brief.read_text(encoding="utf-8")
    places = [
        place
        for kind in ("figures", "events", "people", "organisations", "recommendations")
        for row in record[kind]
        for place in row["places"]
    ]
    assert places
    assert all(text[place["start"] : place["end"]] == place["quote"] for place in places)


def test_a_document_that_is_not_there_is_named(brief: Path) -> None:
    check_refused(run("glance", "harbour"), PROBLEM, "harbour")
