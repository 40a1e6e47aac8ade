import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from embedder_doubles import RenamedEmbedder, WordEmbedder
from killed_ingest import MOMENTS, SWITCHED

from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError, NoIndexError, StaleIndexError, UnknownDocumentError
from ingest.ingestion import ingest, remove
from ingest.library import Library
from ingest.snapshot import Snapshot

HARBOUR = (
    "# Harbours\n\nThe port was dredged.\n\n## Costs\n\n"
    "It cost 64 million. Nobody expected that, least of all the mayor.\n"
)
BREAD = "# Bread\n\nRye is baked daily.\n"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def found(snapshot: Snapshot, question: str) -> list[str]:
    """Return the texts that the word index finds."""
    hits = snapshot.lexical.search(dict.fromkeys(snapshot.lexical.terms(question), 1.0), limit=5)
    return [snapshot.passage(hit.passage_id).text for hit in hits]


def nearest(snapshot: Snapshot, question: str) -> str:
    """Return the text that the vector index finds first."""
    (hit,) = snapshot.search_vectors(WordEmbedder().encode([question])[0], limit=1)
    return snapshot.passage(hit.passage_id).text


def test_a_library_gives_back_what_was_taken_in(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    docs = write(tmp_path / "docs", harbour=HARBOUR, bread=BREAD)
    ingest([docs], folder=tmp_path / "index", embedder=embedder)
    library = Library(tmp_path / "index", embedder)
    snapshot = library.snapshot()
    assert [entry.doc_id for entry in snapshot.entries] == ["bread", "harbour"]
    assert [one.document.text for one in library.documents] == [BREAD, HARBOUR]
    assert library.document("harbour").document.source == str(docs / "harbour.md")
    question = embedder.encode(["What did it cost?"])[0]
    hits = snapshot.search_vectors(question, limit=3)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    costs = snapshot.passage(hits[0].passage_id)
    assert costs.heading_path == ("Costs",)
    spans = snapshot.sentence_spans(costs)
    assert HARBOUR[spans[0].start : spans[0].end] == "It cost 64 million."
    sentences = snapshot.sentence_vectors(costs)
    assert sentences.shape == (2, 384)
    assert np.argmax(sentences @ embedder.encode(["What did it cost?"])[0]) == 0
    assert {"64", "rye", "harbours"} <= snapshot.vocabulary.words


def test_a_snapshot_stays_the_same_object_until_something_changes(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    library = Library(index, WordEmbedder())
    first = library.snapshot()
    ingest([docs], folder=index, embedder=WordEmbedder())
    assert library.snapshot() is first
    write(docs, harbour=HARBOUR)
    ingest([docs], folder=index, embedder=WordEmbedder())
    assert library.snapshot() is not first


def test_a_snapshot_opened_before_a_change_answers_as_before(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD, harbour=HARBOUR), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    old = Library(index, WordEmbedder()).snapshot()
    write(docs, harbour=HARBOUR.replace("dredged", "sold"))
    ingest([docs], folder=index, embedder=WordEmbedder())
    assert found(old, "dredged") == ["The port was dredged."]
    assert old.document("harbour").document.text == HARBOUR
    assert len(old.sentence_vectors(old.passages("harbour")[0])) == 1
    assert nearest(old, "rye baked daily") == "Rye is baked daily."
    new = Library(index, WordEmbedder()).snapshot()
    assert (found(new, "dredged"), found(new, "sold")) == ([], ["The port was sold."])


def test_a_living_library_sees_what_another_process_took_in(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    library = Library(index, WordEmbedder())
    assert nearest(library.snapshot(), "port dredged") == "Rye is baked daily."
    write(docs, bread=BREAD.replace("Rye", "Wheat"), harbour=HARBOUR)
    assert run_until("never", index, docs) == 0
    assert nearest(library.snapshot(), "port was dredged") == "The port was dredged."
    assert nearest(library.snapshot(), "wheat baked daily") == "Wheat is baked daily."


def test_before_the_first_document_the_command_that_helps_is_named(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    library = Library(tmp_path / "index", embedder)
    assert library.is_empty()
    with pytest.raises(NoIndexError, match="briefing ingest PATH"):
        library.snapshot()


def test_an_index_of_another_model_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=RenamedEmbedder(embedder))
    with pytest.raises(StaleIndexError, match="briefing ingest --rebuild") as caught:
        Library(index, embedder).snapshot()
    assert "another-model@0" in str(caught.value)
    assert embedder.identity in str(caught.value)


def test_an_unknown_document_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    with pytest.raises(UnknownDocumentError, match=r"'braed'.*bread"):
        Library(index, WordEmbedder()).document("braed")


@pytest.mark.parametrize("damaged", ["manifest.json", "*.npz", "versions/*/lexical", "vectors"])
def test_a_damaged_index_is_mended_by_the_command_that_is_named(
    tmp_path: Path, damaged: str
) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    for path in [*index.rglob(damaged)] or [*index.glob(damaged)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.write_bytes(b"damaged")
    ingest([docs], folder=index, embedder=WordEmbedder(), rebuild=True)
    mended = Library(index, WordEmbedder()).snapshot()
    assert nearest(mended, "rye") == "Rye is baked daily."
    assert found(mended, "rye") == ["Rye is baked daily."]
    assert len(mended.sentence_vectors(mended.passages("bread")[0])) == 1


@pytest.mark.parametrize("damaged", ["manifest.json", "*.npz", "documents/*.json"])
def test_a_damaged_index_is_named_with_what_mends_it(tmp_path: Path, damaged: str) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    for path in index.rglob(damaged):
        path.write_bytes(b"damaged")

    def read_all() -> None:
        snapshot = Library(index, WordEmbedder()).snapshot()
        snapshot.sentence_vectors(snapshot.passages("bread")[0])

    with pytest.raises(BriefingError, match=r"briefing (ingest --rebuild|remove bread)"):
        read_all()


def run_until(moment: str, index: Path, docs: Path) -> int:
    """Take a folder in in another process that dies at a moment; return its exit status."""
    child = Path(__file__).with_name("killed_ingest.py")
    return subprocess.run(
        [sys.executable, str(child), str(index), str(docs), moment],
        cwd=Path(__file__).parent.parent,
        env={"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": ""},
        check=False,
    ).returncode


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_killed_at_any_moment_leaves_a_whole_version(tmp_path: Path, moment: str) -> None:
    docs = write(tmp_path / "docs", bread=BREAD, gone="# Gone\n\nThis is to vanish.\n")
    index, model = tmp_path / "index", WordEmbedder()
    ingest([docs], folder=index, embedder=model)
    (docs / "gone.md").unlink()
    write(docs, bread=BREAD.replace("Rye", "Wheat"), harbour=HARBOUR)
    assert run_until(moment, index, docs) == -9
    left = Library(index, model).snapshot()
    if moment in SWITCHED:
        expect_new(left)
    else:
        assert [entry.doc_id for entry in left.entries] == ["bread", "gone"]
        assert left.document("bread").document.text == BREAD
        assert nearest(left, "rye baked daily") == "Rye is baked daily."
        assert nearest(left, "this is to vanish") == "This is to vanish."
        assert (found(left, "rye"), found(left, "wheat")) == (["Rye is baked daily."], [])
    ingest([docs], folder=index, embedder=model)
    whole = Library(index, model).snapshot()
    expect_new(whole)
    assert [path.name for path in (index / "versions").iterdir()] == [whole.name]
    assert not list((index / "documents").glob("gone*"))
    assert not list(index.rglob("*.tmp"))
    assert whole._store.count() == sum(entry.passages for entry in whole.entries)


def expect_new(snapshot: Snapshot) -> None:
    assert [entry.doc_id for entry in snapshot.entries] == ["bread", "harbour"]
    assert nearest(snapshot, "wheat baked daily") == "Wheat is baked daily."
    assert nearest(snapshot, "port was dredged") == "The port was dredged."
    assert (found(snapshot, "rye"), found(snapshot, "vanish")) == ([], [])


def test_the_first_run_killed_leaves_an_empty_library_and_the_next_completes_it(
    tmp_path: Path,
) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD, harbour=HARBOUR), tmp_path / "index"
    assert run_until("after the first document's vectors", index, docs) == -9
    assert Library(index, WordEmbedder()).is_empty()
    model = WordEmbedder()
    report = ingest([docs], folder=index, embedder=model)
    assert report.added == ("bread", "harbour")
    # What the dead process had embedded is not embedded again.
    assert (report.embedded, len(model.history)) == (2, 2)
    expect = Library(index, model).snapshot()
    assert nearest(expect, "rye baked daily") == "Rye is baked daily."


def test_a_removed_document_is_gone_with_its_text(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD, harbour=HARBOUR), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    write(docs, bread=BREAD.replace("Rye", "Wheat"))
    ingest([docs], folder=index, embedder=WordEmbedder())
    assert remove("bread", folder=index, embedder=WordEmbedder()).title == "Bread"
    snapshot = Library(index, WordEmbedder()).snapshot()
    assert [entry.doc_id for entry in snapshot.entries] == ["harbour"]
    assert found(snapshot, "wheat rye") == []
    assert not list((index / "documents").glob("bread*"))
    with pytest.raises(UnknownDocumentError, match="harbour"):
        remove("bread", folder=index, embedder=WordEmbedder())


def test_an_index_that_knew_no_pages_is_rebuilt_from_what_it_stored(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", bread=BREAD)
    index = tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    (stored,) = index.glob("documents/*.json")
    content = json.loads(stored.read_text(encoding="utf-8"))
    del content["parsed"]["document"]["pages"]
    stored.write_text(json.dumps(content), encoding="utf-8")
    shutil.rmtree(docs)
    ingest([], folder=index, embedder=WordEmbedder(), rebuild=True)
    assert Library(index, WordEmbedder()).document("bread").document.text == BREAD


def test_the_earlier_content_of_a_changed_document_can_be_read_until_it_is_removed(
    tmp_path: Path,
) -> None:
    docs, index = tmp_path / "docs", tmp_path / "index"
    ingest([write(docs, harbour=HARBOUR)], folder=index, embedder=WordEmbedder())
    library = Library(index, WordEmbedder())
    earlier = library.snapshot().entries[0].sha256
    changed = HARBOUR.replace("64 million", "71 million")
    ingest([write(docs, harbour=changed)], folder=index, embedder=WordEmbedder())
    snapshot = library.snapshot()
    now = snapshot.entries[0].sha256
    assert snapshot.document_version("harbour", earlier).document.text == HARBOUR
    assert snapshot.document_version("harbour", now).document.text == changed
    with pytest.raises(UnknownDocumentError, match="no longer in the library"):
        snapshot.document_version("harbour", "0" * 64)
    remove("harbour", folder=index, embedder=WordEmbedder())
    with pytest.raises(UnknownDocumentError, match="harbour"):
        library.snapshot().document_version("harbour", earlier)


def test_only_the_very_content_counts_as_an_earlier_one(tmp_path: Path) -> None:
    docs, index = tmp_path / "docs", tmp_path / "index"
    ingest([write(docs, harbour=HARBOUR)], folder=index, embedder=WordEmbedder())
    snapshot = Library(index, WordEmbedder()).snapshot()
    likely = snapshot.entries[0].sha256[:16] + "0" * 48
    with pytest.raises(UnknownDocumentError):
        snapshot.document_version("harbour", likely)
