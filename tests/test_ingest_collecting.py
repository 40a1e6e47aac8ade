"""Collections: kept with their documents, whatever becomes of these."""

from pathlib import Path

import pytest
from embedder_doubles import WordEmbedder

from ingest.collecting import collection_name, put_into, take_out
from ingest.errors import BriefingError, UnknownDocumentError
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.removal import bring_back, set_aside


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name in ("ports", "tolls"):
        (tmp_path / f"{name}.md").write_text(f"The {name} were built.", encoding="utf-8")
    take_in(tmp_path)
    put_into("Sea", ["ports"], folder=tmp_path / "index", embedder=WordEmbedder())
    return tmp_path


def take_in(shelf: Path, **options: bool) -> None:
    files = [shelf / "ports.md", shelf / "tolls.md"]
    ingest(files, folder=shelf / "index", embedder=WordEmbedder(), **options)


def collections(shelf: Path) -> dict[str, tuple[str, ...]]:
    library = Library(shelf / "index", WordEmbedder())
    return {one.doc_id: one.collections for one in library.entries}


def test_a_document_may_be_in_several(shelf: Path) -> None:
    put_into("Roads", ["ports", "tolls"], folder=shelf / "index", embedder=WordEmbedder())
    put_into("sea", ["ports"], folder=shelf / "index", embedder=WordEmbedder())
    assert collections(shelf) == {"ports": ("Roads", "Sea"), "tolls": ("Roads",)}
    take_out("SEA", "ports", folder=shelf / "index", embedder=WordEmbedder())
    assert collections(shelf)["ports"] == ("Roads",)


def test_it_stays_in_them_when_it_changes_is_rebuilt_or_comes_back(shelf: Path) -> None:
    (shelf / "ports.md").write_text("The ports were sold.", encoding="utf-8")
    take_in(shelf)
    assert collections(shelf) == {"ports": ("Sea",), "tolls": ()}
    take_in(shelf, rebuild=True)
    assert collections(shelf)["ports"] == ("Sea",)
    options = {"folder": shelf / "index", "embedder": WordEmbedder()}
    removal = set_aside("ports", kept=shelf / "kept", patience=0, **options)
    assert "ports" not in collections(shelf)
    bring_back(removal, patience=0, **options)
    assert collections(shelf)["ports"] == ("Sea",)


def test_a_run_that_changes_nothing_makes_no_version(shelf: Path) -> None:
    before = (shelf / "index" / "CURRENT").read_text()
    put_into("Sea", ["ports"], folder=shelf / "index", embedder=WordEmbedder())
    take_in(shelf)
    assert (shelf / "index" / "CURRENT").read_text() == before


def test_mistakes_are_told_and_change_nothing(shelf: Path) -> None:
    options = {"folder": shelf / "index", "embedder": WordEmbedder()}
    with pytest.raises(UnknownDocumentError, match="'boats'"):
        put_into("Sea", ["ports", "boats"], **options)
    with pytest.raises(BriefingError, match=r"not in the collection 'Air'. It is in: Sea"):
        take_out("Air", "ports", **options)
    assert collections(shelf) == {"ports": ("Sea",), "tolls": ()}


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x07b"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(BriefingError, match="is no name for a collection"):
        collection_name(name)


def test_a_name_is_kept_as_it_is_written_but_for_spaces() -> None:
    assert collection_name("  Élections  2024 ") == "Élections 2024"
