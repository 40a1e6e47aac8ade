import re
import subprocess
import sys
from pathlib import Path

import pytest
from embedder_doubles import RenamedEmbedder, WordEmbedder
from filelock import FileLock

from ingest import pipeline
from ingest.document import IngestReport
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BusyError, StaleIndexError
from ingest.ingestion import ingest, remove
from ingest.library import Library
from ingest.version import VersionFolder

HARBOUR = "# Harbours\n\nThe port of Lemos was dredged.\n"
BREAD = "# Bread\n\nRye is baked daily.\n"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def summary(report: IngestReport) -> dict[str, tuple[str, ...]]:
    lists = {
        "added": report.added,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "skipped": tuple(Path(one.path).name for one in report.skipped),
    }
    return {name: found for name, found in lists.items() if found}


def found(folder: Path, model: SentenceTransformerEmbedder, question: str) -> set[str]:
    """Return the texts that either search finds, but for unlike ones."""
    snapshot = Library(folder, model).snapshot()
    words = dict.fromkeys(snapshot.lexical.terms(question), 1.0)
    near = snapshot.search_vectors(model.encode([question])[0], limit=5)
    hits = [*snapshot.lexical.search(words, limit=5), *(hit for hit in near if hit.score > 0.5)]
    return {snapshot.passage(hit.passage_id).text for hit in hits}


def test_files_come_change_and_go(tmp_path: Path, embedder: SentenceTransformerEmbedder) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD, harbour=HARBOUR), tmp_path / "index"
    first = ingest([docs], folder=index, embedder=embedder)
    assert summary(first) == {"added": ("bread", "harbour")}
    assert (first.passages, first.embedded) == (2, 2)
    assert first.seconds > 0

    write(docs, bread=BREAD.replace("Rye", "Wheat"), new="# New\n\nCranes are tall.\n")
    (docs / "harbour.md").rename(docs / "ports.md")
    second = ingest([docs], folder=index, embedder=embedder)
    assert summary(second) == {"added": ("new",), "updated": ("bread",), "unchanged": ("harbour",)}
    assert second.embedded == 2
    assert found(index, embedder, "rye baked daily") == {"Wheat is baked daily."}
    document = Library(index, embedder).document("harbour").document
    assert (document.source, document.text) == (str(docs / "ports.md"), HARBOUR)

    (docs / "ports.md").unlink()
    third = ingest([docs], folder=index, embedder=embedder)
    assert summary(third) == {"removed": ("harbour",), "unchanged": ("bread", "new")}
    assert found(index, embedder, "Was the port of Lemos dredged?") == set()


def test_an_unchanged_folder_costs_nothing(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    version, model = VersionFolder(index).current(), WordEmbedder()
    report = ingest([docs], folder=index, embedder=model)
    assert (summary(report), report.embedded) == ({"unchanged": ("bread",)}, 0)
    assert VersionFolder(index).current() == version
    assert model.history == []


def test_only_the_passages_that_changed_are_embedded(tmp_path: Path) -> None:
    sections = "\n\n".join(f"## Part {n}\n\nCrane {n} is tall." for n in range(9))
    docs, index = write(tmp_path / "docs", cranes=f"# Cranes\n\n{sections}\n"), tmp_path / "index"
    assert ingest([docs], folder=index, embedder=WordEmbedder()).embedded == 9
    write(docs, cranes=f"# Cranes\n\n{sections.replace('Crane 4 is', 'Crane 4 was')}\n")
    model = WordEmbedder()
    assert ingest([docs], folder=index, embedder=model).embedded == 1
    assert model.history == ["Cranes. Part 4. Crane 4 was tall."]


def test_a_copy_is_named_and_not_kept_twice(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", bread=BREAD, copy=BREAD)
    report = ingest([docs], folder=tmp_path / "index", embedder=WordEmbedder())
    assert report.added == ("bread",)
    assert str(docs / "copy.md") in report.warnings[0]
    assert str(docs / "bread.md") in report.warnings[0]


def test_a_copy_is_read_where_the_original_cannot_be(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", copy="# Other\n\nCranes are tall.\n"), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    write(docs, copy=BREAD)
    # The same bytes under a name that promises a spreadsheet.
    (docs / "bread.xlsx").write_text(BREAD, encoding="utf-8")
    report = ingest([docs], folder=index, embedder=WordEmbedder())
    assert summary(report) == {
        "added": ("bread",),
        "removed": ("copy",),
        "skipped": ("bread.xlsx",),
    }
    assert report.warnings == ()
    [entry] = Library(index, WordEmbedder()).snapshot().entries
    assert entry.source == str(docs / "copy.md")


def test_what_a_copy_said_before_stays_where_none_can_be_read(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD, harbour=HARBOUR), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    write(docs, bread="---", harbour="---")
    report = ingest([docs], folder=index, embedder=WordEmbedder())
    assert summary(report) == {"skipped": ("bread.md", "harbour.md")}
    assert [one.document.text for one in Library(index, WordEmbedder()).documents] == [
        BREAD,
        HARBOUR,
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n---\n", "holds no word"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary|not Windows-1252"),
        ("Привет, порт. ".encode("koi8-r") * 9, "not Windows-1252"),
    ],
    ids=["empty", "wordless", "binary", "unknown encoding"],
)
def test_a_file_that_cannot_be_read_is_skipped_and_nothing_is_lost(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    (docs / "bread.md").write_bytes(content)
    (docs / "bad.md").write_bytes(content)
    write(docs, harbour=HARBOUR)
    for rebuild in (False, True):
        report = ingest([docs], folder=index, embedder=WordEmbedder(), rebuild=rebuild)
        assert [Path(one.path).name for one in report.skipped] == ["bad.md", "bread.md"]
        assert all(one.path in one.reason for one in report.skipped)
        assert all(re.search(reason, one.reason) for one in report.skipped)
        library = Library(index, WordEmbedder())
        assert [one.document.text for one in library.documents] == [BREAD, HARBOUR]


def test_a_run_that_finds_nothing_to_read_makes_no_index(tmp_path: Path) -> None:
    index = tmp_path / "index"
    report = ingest([tmp_path / "none.md"], folder=index, embedder=WordEmbedder())
    assert [Path(one.path).name for one in report.skipped] == ["none.md"]
    assert Library(index, WordEmbedder()).is_empty()


def test_a_file_without_a_sentence_is_kept_without_passages(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    docs = write(tmp_path / "docs", title="# A title and no more\n")
    report = ingest([docs], folder=tmp_path / "index", embedder=embedder)
    assert (report.added, report.passages) == (("title",), 0)
    snapshot = Library(tmp_path / "index", embedder).snapshot()
    assert snapshot.search_vectors(embedder.encode(["title"])[0], limit=3) == []


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    texts = {
        f"d{n}": "# D\n\n" + "".join(f"## S\n\nCrane {n}-{m} is tall.\n\n" for m in range(100))
        for n in range(3)
    }
    by_file: dict[str, list[tuple[int, int]]] = {}
    docs = write(tmp_path / "docs", **texts)
    ingest(
        [docs],
        folder=tmp_path / "index",
        embedder=WordEmbedder(),
        on_progress=lambda done, total: told.append((done, total)),
        on_file=lambda source, *counts: by_file.setdefault(Path(source).stem, []).append(counts),
    )
    assert told == [(128, 300), (256, 300), (300, 300)]
    assert {name: counts[-1] for name, counts in by_file.items()} == dict.fromkeys(
        ("d0", "d1", "d2"), (100, 100)
    )
    assert all(counts[0] == (0, 0) for counts in by_file.values())


def test_the_passages_in_all_are_estimated_until_every_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "WINDOW", 1)
    told: list[tuple[int, int]] = []
    long = "# D\n\n" + "".join(f"## S\n\nCrane {n} is tall.\n\n" for n in range(3))
    docs = write(tmp_path / "docs", d0=long, d1=BREAD, d2=HARBOUR)
    ingest(
        [docs],
        folder=tmp_path / "index",
        embedder=WordEmbedder(),
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(3, 9), (4, 6), (5, 5)]


def test_an_index_of_another_model_is_rebuilt_only_when_that_is_asked_for(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD, harbour=HARBOUR), tmp_path / "index"
    other = RenamedEmbedder(embedder)
    ingest([docs], folder=index, embedder=other)
    with pytest.raises(StaleIndexError, match="briefing ingest --rebuild") as caught:
        ingest([docs], folder=index, embedder=embedder)
    assert other.identity in str(caught.value)
    with pytest.raises(StaleIndexError, match="briefing ingest --rebuild"):
        remove("bread", folder=index, embedder=embedder)
    # The text of a document whose file is gone elsewhere is taken from the store.
    away = tmp_path / "away.md"
    away.write_text("# Cranes\n\nThe crane is tall.\n", encoding="utf-8")
    ingest([away], folder=index, embedder=other)
    away.unlink()
    report = ingest([docs], folder=index, embedder=embedder, rebuild=True)
    assert (report.embedded, report.passages) == (3, 3)
    assert found(index, embedder, "crane") == {"The crane is tall."}
    assert found(index, embedder, "rye bread") == {"Rye is baked daily."}
    store = Library(index, embedder).snapshot()._store
    assert [one.name for one in store._client.list_collections()] == [store._name]
    assert store.count() == 3
    with pytest.raises(StaleIndexError):
        Library(index, other).snapshot()


def test_two_processes_do_not_write_at_once(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    index.mkdir()
    hold = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(index / "ingest.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match="Wait until it is done, then repeat") as caught:
            ingest([docs], folder=index, embedder=WordEmbedder())
        assert str(index) in str(caught.value)
        with pytest.raises(BusyError):
            remove("bread", folder=index, embedder=WordEmbedder())
        other.kill()
    # The system took the dead process's lock back.
    assert ingest([docs], folder=index, embedder=WordEmbedder()).added == ("bread",)


def test_the_lock_is_free_again_after_a_run_that_failed(tmp_path: Path) -> None:
    docs, index = write(tmp_path / "docs", bread=BREAD), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    with pytest.raises(StaleIndexError):
        ingest([docs], folder=index, embedder=WordEmbedder(identity="words@2"))
    with FileLock(index / "ingest.lock", timeout=0):
        pass
