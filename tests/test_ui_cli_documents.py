"""The command line: documents come, are shown, and go."""

import json
from pathlib import Path

import pytest
from command_line import FERRY, check_refused, run
from web_server import Page, article, served

from ui.cli import PROBLEM
from ui.cli_documents import FILES_SKIPPED

pytestmark = pytest.mark.usefixtures("one_model")


def test_a_folder_with_a_bad_file_is_taken_in_without_it(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
    (folder / "wall.txt").write_text("The sea wall was built in 1953.\n", encoding="utf-8")
    (folder / "photo.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\xff\xfe")
    ran = run("ingest", folder)
    assert ran.code == FILES_SKIPPED
    assert "skipped" in ran.out
    assert "photo.md" in ran.out
    assert "Traceback" not in ran.err
    listed = run("documents").out
    assert "ferry" in listed
    assert "wall" in listed
    assert "photo" not in listed
    assert run("ask", "How many cars does the ferry Aurelia carry?").out.startswith("64. [1]")


def test_a_file_that_is_not_there_is_named(home: Path) -> None:
    ran = run("ingest", "no/such/brief.md")
    assert ran.code == FILES_SKIPPED
    assert "brief.md" in ran.out + ran.err


def test_taking_in_the_same_file_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text(FERRY, encoding="utf-8")
    assert "added  ferry" in run("ingest", tmp_path / "ferry.md").out
    again = run("ingest", tmp_path / "ferry.md").out
    assert "unchanged  1" in again
    assert " 0 embedded" in again


def test_a_document_that_is_removed_is_gone_and_its_file_is_not(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ferry.md"
    file.write_text(FERRY, encoding="utf-8")
    (tmp_path / "wall.txt").write_text("The sea wall was built in 1953.\n", encoding="utf-8")
    assert run("ingest", file, tmp_path / "wall.txt").code == 0
    ran = run("remove", "ferry")
    assert ran.code == 0
    assert "ferry" in ran.out
    assert "ferry" not in run("documents").out
    assert file.read_text(encoding="utf-8") == FERRY
    check_refused(run("document", "ferry", "--text"), PROBLEM, "ferry", "wall")


@pytest.mark.parametrize("command", ["remove", "document"])
def test_a_document_that_is_not_there_is_named_with_those_that_are(
    filled_home: Path, command: str
) -> None:
    check_refused(run(command, "mano-blanda"), PROBLEM, "mano-blanda", "mano-dura")


def test_listing_an_empty_home_names_the_command_that_fills_it(home: Path) -> None:
    check_refused(run("documents"), PROBLEM, "briefing ingest")


def test_a_document_without_text_is_shown_as_its_outline(library_home: Path) -> None:
    ran = run("--home", library_home, "document", "mano-dura")
    assert ran.code == 0
    assert "  Honduras\n" in ran.out


def test_a_documents_text_is_printed_as_offsets_count_it(home: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_bytes(FERRY.encode())
    assert run("ingest", tmp_path / "ferry.md").code == 0
    record = json.loads(run("ask", "What does the ferry Aurelia carry?", "--json").out)
    text = run("document", "ferry", "--text").out
    assert text.encode() == (tmp_path / "ferry.md").read_bytes()
    for citation in record["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert record["citations"]


def test_a_web_address_is_taken_in_updated_and_told(home: Path) -> None:
    with served() as site:
        site.pages["/ports"] = article("Ports of Kelm")
        site.pages["/gone"] = Page(b"", status=404)
        ran = run("ingest", "--allow-private", f"{site.url}/ports", f"{site.url}/gone")
        assert ran.code == FILES_SKIPPED
        assert "added  ports" in ran.out
        assert "answers 404 Not Found; check the address" in " ".join(ran.out.split())
        shown = run("document", "ports").out
        assert f"{site.url}/ports (fetched 20" in " ".join(shown.split())
        site.pages["/ports"] = article("Ports of Kelm", more="It was sold.")
        assert "updated  ports" in run("ingest", "--allow-private", f"{site.url}/ports").out


def test_a_web_address_is_refused_offline_and_where_it_is_private(home: Path) -> None:
    with served() as site:
        site.pages["/ports"] = article("Ports of Kelm")
        ran = run("ingest", f"{site.url}/ports")
        assert ran.code == FILES_SKIPPED
        assert "--allow-private" in ran.out
        offline = run("ingest", "--offline", f"{site.url}/ports")
        assert offline.code == PROBLEM
        assert "--offline (BRIEFING_OFFLINE) forbids" in " ".join(offline.err.split())
        assert site.asked == []


BRIEF = "---\ntitle: {title}\npublisher: {publisher}\ndate: {date}\n---\n\n{text}\n"


def test_questions_are_put_to_a_collection_a_publisher_or_a_time(
    home: Path, tmp_path: Path
) -> None:
    for name, publisher, date, cars in (
        ("old", "Harbour Institute", "2019-04-01", 40),
        ("new", "Ministry of Ports", "2024", 64),
    ):
        text = f"The ferry Aurelia carries {cars} cars on each crossing."
        (tmp_path / f"{name}.md").write_text(
            BRIEF.format(title=f"Ferries {date}", publisher=publisher, date=date, text=text)
        )
    (tmp_path / "wall.txt").write_text("The sea wall was built in 1953.\n", encoding="utf-8")
    assert run("ingest", "--collection", "Then", tmp_path / "old.md").code == 0
    assert run("ingest", tmp_path / "new.md", tmp_path / "wall.txt").code == 0
    assert run("ingest", "--collection", "Now", tmp_path / "new.md").code == 0
    listed = " ".join(run("documents").out.split())
    assert "2019-04-01 Harbour Institute Then" in listed
    question = "How many cars does the ferry Aurelia carry?"
    for option, cars in (
        (("--collection", "then"), "40"),
        (("--collection", "Now"), "64"),
        (("--publisher", "ministry"), "64"),
        (("--published", "..2020"), "40"),
        (("--published", "2024"), "64"),
        (("--document", "old"), "40"),
    ):
        answer = run("ask", *option, question)
        assert answer.out.startswith(f"{cars}. [1]"), option
        assert "[2]" not in answer.out
    assert (
        "1 document without a date is left out." in run("ask", "--published", "2024", question).err
    )
    check_refused(
        run("ask", "--collection", "Air", question), PROBLEM, "no collection", "Now, Then"
    )
    check_refused(run("ask", "--published", "soon", question), PROBLEM, "no period")
    assert run("remove", "old", "--collection", "Then").code == 0
    check_refused(run("ask", "--collection", "Then", question), PROBLEM, "There are: Now")
    assert "old" in run("documents").out
