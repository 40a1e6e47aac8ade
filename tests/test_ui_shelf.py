"""Uploads, removals and the list of documents, on a real index."""

import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from embedder_doubles import WordEmbedder
from web_server import Page, Site, article, served

from ingest.errors import BriefingError, UnknownDocumentError
from ingest.ingestion import ingest, locked
from ingest.removal import removals
from ingest.web import fetching
from ui.application import Application
from ui.settings import Settings
from ui.shelf.outcome import FileProgress, FileResult, Outcome, Stage, Upload
from ui.shelf.shelf import Shelf
from ui.shelf.uploads import safe_name

BREAD = "# Bread\n\nRye is baked daily. It costs 3 crowns.\n"
HARBOUR = "# Harbour\n\nThe port was dredged in 1931.\n"

MakeUpload = Callable[[str, str | bytes], Upload]


@pytest.fixture
def application(home: Path) -> Application:
    application = Application(Settings(home=home))
    application.__dict__["embedder"] = WordEmbedder()
    return application


@pytest.fixture
def shelf(application: Application) -> Shelf:
    return Shelf(application, patience=0.1)


@pytest.fixture
def upload(tmp_path: Path) -> MakeUpload:
    """Return a function that puts a file where a server keeps what it was sent."""
    folder = tmp_path / "sent"
    folder.mkdir()

    def make(name: str, content: str | bytes) -> Upload:
        path = folder / str(len(list(folder.iterdir())))
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Upload(path, name)

    return make


def outcomes(results: Sequence[FileResult]) -> list[tuple[str, Outcome]]:
    return [(result.name, result.outcome) for result in results]


def stored(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "uploads").glob("*"))


def test_each_file_of_a_batch_has_its_own_result(
    shelf: Shelf, upload: MakeUpload, home: Path
) -> None:
    results = shelf.take_in(
        [
            upload("bread.md", BREAD),
            upload("copy of bread.md", BREAD),
            upload("tables.xyz", b"\x00\x01"),
            upload("empty.md", ""),
            upload("harbour.md", HARBOUR),
        ]
    )
    assert outcomes(results) == [
        ("bread.md", Outcome.ADDED),
        ("copy of bread.md", Outcome.ALREADY_THERE),
        ("tables.xyz", Outcome.SKIPPED),
        ("empty.md", Outcome.SKIPPED),
        ("harbour.md", Outcome.ADDED),
    ]
    assert (results[0].title, results[0].passages) == ("Bread", 1)
    assert results[1].title == "Bread"
    assert results[2].reason.startswith("tables.xyz: .xyz is not read; only")
    assert "empty.md: it is empty" in results[3].reason
    assert stored(home) == ["bread.md", "harbour.md"]


def test_content_that_is_there_is_recognised_under_another_name(
    shelf: Shelf, upload: MakeUpload, home: Path
) -> None:
    shelf.take_in([upload("bread.md", BREAD)])
    [again] = shelf.take_in([upload("rye.md", BREAD)])
    assert (again.outcome, again.doc_id) == (Outcome.ALREADY_THERE, "bread")
    assert stored(home) == ["bread.md"]


def test_a_new_version_of_a_document_replaces_it(
    shelf: Shelf, upload: MakeUpload, application: Application, home: Path
) -> None:
    shelf.take_in([upload("bread.md", BREAD)])
    [result] = shelf.take_in([upload("bread.md", BREAD.replace("Rye", "Wheat"))])
    assert (result.outcome, result.doc_id) == (Outcome.UPDATED, "bread")
    assert "Wheat" in application.library.document("bread").document.text
    assert stored(home) == ["bread.md"]


def test_files_that_share_no_more_than_a_name_are_two_documents(
    shelf: Shelf, upload: MakeUpload, home: Path
) -> None:
    results = shelf.take_in([upload("report.md", BREAD), upload("report.md", HARBOUR)])
    assert [result.doc_id for result in results] == ["report", "report-2"]
    [third] = shelf.take_in([upload("report.md", "# Ferries\n\nThey sail daily.\n")])
    assert (third.outcome, third.doc_id) == (Outcome.ADDED, "report-3")
    assert stored(home) == ["report-2.md", "report-3.md", "report.md"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\x\\brief.md", "brief.md"),
        ("a\x00b\n.md", "a_b.md"),
        (".hidden.md", "hidden.md"),
        ("..", "document"),
        ("", "document"),
        ("/", "document"),
        ("Año 2024 (v2).md", "Año 2024 (v2).md"),
        ("x" * 400 + ".md", "x" * 50 + ".md"),
        ("名" * 400 + ".md", "名" * 50 + ".md"),
        ('<b>"q"?*|.md', "b__q.md"),
        ("no ending", "no ending"),
    ],
)
def test_a_browsers_name_becomes_a_safe_one(name: str, expected: str) -> None:
    made = safe_name(name)
    assert made == expected
    assert len(made.encode()) < 240


@pytest.mark.parametrize(
    "name", ["../../x.md", "/etc/x.md", "..\\x.md", "x\x00.md", "y" * 999 + ".md"]
)
def test_nothing_is_written_outside_the_uploads(
    shelf: Shelf, upload: MakeUpload, home: Path, tmp_path: Path, name: str
) -> None:
    sent = upload(name, BREAD)
    before = {path for path in tmp_path.rglob("*.md") if home not in path.parents}
    [result] = shelf.take_in([sent])
    assert result.outcome is Outcome.ADDED
    assert {path for path in tmp_path.rglob("*.md") if home not in path.parents} == before
    assert len(stored(home)) == 1


def test_progress_tells_how_far_each_file_is(shelf: Shelf, upload: MakeUpload) -> None:
    told: list[Sequence[FileProgress]] = []
    long = "# Long\n\n" + "\n\n".join(
        f"## Part {n}\n\n{'Words stand here. ' * 60}" for n in range(200)
    )
    shelf.take_in([upload("long.md", long), upload("bread.md", BREAD)], told.append)
    stages = [one[0].stage for one in told]
    assert stages == sorted(stages, key=list(Stage).index)
    assert set(stages) == set(Stage)
    counts = [one[0].done for one in told if one[0].stage is Stage.EMBEDDING]
    assert counts == sorted(counts)
    assert len(set(counts)) > 2, "a long file moves on more than once"
    assert all(one.stage is Stage.DONE for one in told[-1])


def test_a_file_that_is_too_large_is_told_with_the_limit(
    shelf: Shelf, upload: MakeUpload, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setattr("ui.shelf.batch.MAX_BYTES", 1024 * 1024)
    [result] = shelf.take_in([upload("dump.md", "x" * (3 * 1024 * 1024))])
    assert result.outcome is Outcome.SKIPPED
    assert "3 MB; at most 1 MB" in result.reason
    assert stored(home) == []


def test_two_tabs_that_upload_at_once_both_get_their_documents(
    shelf: Shelf, upload: MakeUpload
) -> None:
    batches = [[upload(f"{n}.md", f"# Number {n}\n\nIt is {n}.\n")] for n in range(4)]
    results: list[FileResult] = []
    threads = [
        threading.Thread(target=lambda one=one: results.extend(shelf.take_in(one)))
        for one in batches
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {result.outcome for result in results} == {Outcome.ADDED}
    assert len(shelf.entries()) == 4


def test_another_process_that_writes_is_named_and_nothing_is_left_behind(
    shelf: Shelf, upload: MakeUpload, application: Application, home: Path
) -> None:
    shelf.take_in([upload("bread.md", BREAD)])
    changed = BREAD.replace("Rye", "Wheat")
    with locked(application.settings.index):
        results = shelf.take_in([upload("harbour.md", HARBOUR), upload("bread.md", changed)])
        with pytest.raises(BriefingError, match="Another briefing process"):
            shelf.remove("bread")
    assert {result.outcome for result in results} == {Outcome.SKIPPED}
    assert all("Another briefing process" in result.reason for result in results)
    assert stored(home) == ["bread.md"]
    assert (home / "uploads" / "bread.md").read_text() == BREAD


def test_a_removed_document_comes_back_as_it_was_though_its_file_is_gone(
    shelf: Shelf, application: Application, tmp_path: Path
) -> None:
    file = tmp_path / "bread.md"
    file.write_text(BREAD)
    application.ingest([file])
    before = application.library.snapshot()
    removal = shelf.remove("bread")
    assert shelf.entries() == ()
    assert not list(application.settings.index.rglob("bread*"))
    file.unlink()
    entry = shelf.undo(removal)
    after = application.library.snapshot()
    assert (entry.doc_id, entry.title) == ("bread", "Bread")
    assert after.document("bread") == before.document("bread")
    assert after.passages("bread") == before.passages("bread")
    vector = application.embedder.encode(["rye baked daily"])[0]
    assert [after.passage(hit.passage_id).text for hit in after.search_vectors(vector, limit=1)]
    with pytest.raises(BriefingError, match="can no longer be brought back"):
        shelf.undo(removal)


def test_a_removed_upload_is_out_of_sight_and_comes_back_with_its_file(
    shelf: Shelf, upload: MakeUpload, home: Path
) -> None:
    shelf.take_in([upload("bread.md", BREAD)])
    removal = shelf.remove("bread")
    assert stored(home) == []
    shelf.undo(removal)
    assert stored(home) == ["bread.md"]


def test_a_removal_is_undone_after_a_rebuild_with_another_model(
    shelf: Shelf, upload: MakeUpload, application: Application
) -> None:
    shelf.take_in([upload("bread.md", BREAD), upload("harbour.md", HARBOUR)])
    removal = shelf.remove("bread")
    other = WordEmbedder(identity="words@2")
    ingest([], folder=application.settings.index, embedder=other, rebuild=True)
    renewed = Application(application.settings)
    renewed.__dict__["embedder"] = other
    assert Shelf(renewed).undo(removal).doc_id == "bread"
    snapshot = renewed.library.snapshot()
    assert snapshot.document("bread").document.text == BREAD
    assert len(snapshot.sentence_vectors(snapshot.passages("bread")[0])) == 2


@pytest.mark.parametrize(
    ("content", "message"), [(BREAD, "already, as 'bread'"), (HARBOUR, "has its id 'bread' now")]
)
def test_what_took_a_removed_documents_place_is_named(
    shelf: Shelf, upload: MakeUpload, content: str, message: str
) -> None:
    shelf.take_in([upload("bread.md", BREAD)])
    removal = shelf.remove("bread")
    shelf.take_in([upload("bread.md", content)])
    with pytest.raises(BriefingError, match=message):
        shelf.undo(removal)


def test_what_was_removed_long_ago_is_deleted_at_the_next_start(
    shelf: Shelf, upload: MakeUpload, application: Application, home: Path
) -> None:
    shelf.take_in([upload("bread.md", BREAD), upload("harbour.md", HARBOUR)])
    old, fresh = shelf.remove("bread"), shelf.remove("harbour")
    past = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(old.folder, (past, past))
    Shelf(application)
    assert [one.entry.doc_id for one in removals(home / "removed")] == ["harbour"]
    with pytest.raises(BriefingError, match="Add its file again"):
        shelf.undo(old)
    assert shelf.undo(fresh).doc_id == "harbour"


def test_the_list_is_by_title_and_searched_by_title_and_file(
    shelf: Shelf, upload: MakeUpload
) -> None:
    assert shelf.entries() == ()
    dated = "---\ndate: 2024-03-01\n---\n# Über Häfen\n\nSie sind tief.\n"
    shelf.take_in([upload("b.md", HARBOUR), upload("a.md", BREAD), upload("c.md", dated)])
    assert [entry.title for entry in shelf.entries()] == ["Bread", "Harbour", "Über Häfen"]
    assert [entry.title for entry in shelf.entries("HAFEN")] == ["Über Häfen"]
    assert [entry.file for entry in shelf.entries("b.md")] == ["b.md"]
    assert shelf.entries("zebra") == ()
    last = shelf.entries()[-1]
    assert last.published == "2024-03-01"
    assert last.added is not None
    assert abs(datetime.now(UTC) - last.added) < timedelta(minutes=5)


def test_the_day_a_document_was_added_survives_a_new_version_and_a_rebuild(
    shelf: Shelf, upload: MakeUpload, application: Application
) -> None:
    shelf.take_in([upload("bread.md", BREAD)])
    added = shelf.entries()[0].added
    shelf.take_in([upload("bread.md", BREAD + "\nMore.\n")])
    application.ingest([], rebuild=True)
    assert shelf.entries()[0].added == added


def test_removing_what_is_not_there_names_what_is(shelf: Shelf, upload: MakeUpload) -> None:
    shelf.take_in([upload("bread.md", BREAD)])
    with pytest.raises(UnknownDocumentError, match="bread"):
        shelf.remove("braed")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that is taken for one of the public internet."""
    monkeypatch.setattr(fetching, "public_address", lambda host, port, **_: "127.0.0.1")
    with served() as running:
        yield running


def test_a_web_address_is_taken_in_and_known_again(shelf: Shelf, site: Site) -> None:
    site.pages["/ports"] = article("Ports of Kelm")
    url = f"{site.url}/ports"
    added = shelf.take_in_address(f" {url} ")
    assert (added.outcome, added.doc_id, added.title) == (Outcome.ADDED, "ports", "Ports of Kelm")
    assert shelf.take_in_address(url).outcome is Outcome.ALREADY_THERE
    site.pages["/copy"] = article("Ports of Kelm")
    copy = shelf.take_in_address(f"{site.url}/copy")
    assert (copy.outcome, copy.doc_id) == (Outcome.ALREADY_THERE, "ports")
    site.pages["/ports"] = article("Ports of Kelm", more="It was sold.")
    assert shelf.take_in_address(url).outcome is Outcome.UPDATED
    assert [entry.file for entry in shelf.entries()] == ["ports.html"]


def test_what_cannot_be_fetched_or_read_is_told(shelf: Shelf, site: Site) -> None:
    site.pages["/empty"] = Page(b"<html><body></body></html>")
    for path, told in (("/gone", "404 Not Found"), ("/empty", "no main text|no HTML|no word")):
        result = shelf.take_in_address(site.url + path)
        assert result.outcome is Outcome.SKIPPED
        assert re.search(told, result.reason)
        assert site.url + path in result.reason
    assert shelf.entries() == ()


def test_the_page_reaches_no_machine_of_the_network_and_nothing_offline(
    application: Application, home: Path
) -> None:
    with served() as running:
        private = Shelf(application).take_in_address(f"{running.url}/")
        assert "not public" in private.reason
        offline = Application(Settings(home=home, offline=True))
        offline.__dict__["embedder"] = WordEmbedder()
        assert "--offline" in Shelf(offline).take_in_address(f"{running.url}/").reason
        assert running.asked == []
