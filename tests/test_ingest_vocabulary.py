"""Which words documents have, and how they write them."""

from pathlib import Path

import pytest
from embedder_doubles import WordEmbedder

from ingest.ingestion import ingest
from ingest.library import Library
from ingest.snapshot import Snapshot
from ingest.vocabulary import Vocabulary

TEXTS = {
    "kelm": "# The Port of Kelm\n\nThe port has ferries. Ferries of Kelm are old.\n\n"
    "Inga Holm is a fellow at the Ferry Institute.\n",
    "bahia": "---\nlanguage: es\n---\n\n# El puerto\n\nEl puerto de Lemos fue dragado. "
    "Nadie sabe lo que costó la obra.\n",
}


def shelf(folder: Path) -> Snapshot:
    (folder / "docs").mkdir()
    for name, text in TEXTS.items():
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    ingest([folder / "docs"], folder=folder / "index", embedder=WordEmbedder())
    return Library(folder / "index", WordEmbedder()).snapshot()


def test_words_are_told_by_how_documents_write_them(tmp_path: Path) -> None:
    words = shelf(tmp_path).vocabulary
    assert {"kelm", "ferries", "lemos", "costo"} <= words.words
    assert {"kelm", "lemos", "inga"} <= words.names
    # Written with a capital once and small elsewhere.
    assert not {"port", "puerto", "ferries"} & words.names
    assert "kelm" in words.english
    assert "lemos" not in words.english
    assert {"inga", "institute"} <= words.only_about
    assert "the" in words.about - words.only_about


def test_words_are_kept_with_the_version_and_made_where_there_are_none(tmp_path: Path) -> None:
    made = shelf(tmp_path).vocabulary
    [kept] = (tmp_path / "index" / "versions").glob("*/vocabulary.json")
    assert Vocabulary.load(kept) == made
    for damaged in (b"", b"{}", b"[1]"):
        kept.write_bytes(damaged)
        assert Library(tmp_path / "index", WordEmbedder()).snapshot().vocabulary == made
    kept.unlink()
    assert Library(tmp_path / "index", WordEmbedder()).snapshot().vocabulary == made


@pytest.mark.parametrize(("doc_id", "word"), [("kelm", "kelm"), ("bahia", "lemos")])
def test_a_view_of_fewer_documents_has_their_words_alone(
    tmp_path: Path, doc_id: str, word: str
) -> None:
    view = shelf(tmp_path).restricted_to([doc_id])
    assert {"kelm", "lemos"} & view.vocabulary.words == {word}
