import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from embedder_doubles import WordEmbedder

from ingest import durable
from ingest.durable import settle, write_whole
from ingest.errors import BriefingError
from ingest.ingestion import ingest
from ingest.library import Library

HERE = Path(__file__).parent
BREAD = "# Bread\n\nRye is baked daily.\n"


def child(script: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        text=True,
    )


def expect_only_bread(index: Path) -> None:
    snapshot = Library(index, WordEmbedder()).snapshot()
    assert [entry.doc_id for entry in snapshot.entries] == ["bread"]
    assert snapshot.document("bread").document.text == BREAD


def documents(folder: Path, *, large: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "bread.md").write_text(BREAD, encoding="utf-8")
    for number in range(large):
        body = "\n\n".join(f"## Part {n}\n\nCrane {number}-{n} is tall." for n in range(40))
        (folder / f"cranes{number}.md").write_text(f"# Cranes\n\n{body}\n", encoding="utf-8")
    return folder


# From not one byte, past a text's file, to what Chroma's own files need.
@pytest.mark.parametrize("size", [0, 4_000, 16_000, 120_000, 200_000])
def test_a_full_disk_leaves_what_was_there_and_says_so(tmp_path: Path, size: int) -> None:
    index = tmp_path / "index"
    ingest([documents(tmp_path / "docs")], folder=index, embedder=WordEmbedder())
    docs = documents(tmp_path / "docs", large=3)
    with child("starved_ingest.py", index, docs, size) as starved:
        told = starved.communicate()[1]
    assert (starved.returncode, "Traceback" in told) == (1, False), told
    assert str(index) in told
    assert "disk has room" in told
    expect_only_bread(index)
    ingest([docs], folder=index, embedder=WordEmbedder())
    assert len(Library(index, WordEmbedder()).snapshot().entries) == 4
    assert not list(index.rglob("*.tmp"))


def test_a_file_that_cannot_be_written_keeps_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "CURRENT"
    write_whole(path, b"before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_version_is_on_the_disk_before_it_is_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        steps.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)
        fsync(descriptor)

    def noted_replace(path: Path, target: Path) -> Path:
        steps.append(f"-> {target.name}")
        return replace(path, target)

    monkeypatch.setattr(durable.os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    index = tmp_path / "index"
    ingest([documents(tmp_path / "docs")], folder=index, embedder=WordEmbedder())
    switch = steps.index("-> CURRENT")
    assert {"passages.json", "lexical", "versions", "-> manifest.json"} <= set(steps[:switch])
    written = max(n for n, step in enumerate(steps[:switch]) if step.startswith("-> bread."))
    assert "documents" in steps[written:switch]
    stored = {path.name for path in (index / "documents").iterdir()}
    assert len(stored) == 2
    assert stored <= set(steps[written:switch])
    assert steps[switch + 1] == "index"


def test_what_takes_the_place_of_a_file_is_on_the_disk_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[int] = []
    monkeypatch.setattr(durable.os, "fsync", settled.append)
    write_whole(tmp_path / "new.json", b"first", settled=False)
    assert settled == []
    write_whole(tmp_path / "new.json", b"second", settled=False)
    assert len(settled) == 1


def test_all_that_is_in_a_folder_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[str] = []
    monkeypatch.setattr(
        durable.os,
        "fsync",
        lambda descriptor: settled.append(Path(f"/proc/self/fd/{descriptor}").resolve().name),
    )
    (tmp_path / "version" / "inner").mkdir(parents=True)
    (tmp_path / "version" / "inner" / "a.bin").write_bytes(b"a")
    settle(tmp_path / "version")
    assert sorted(settled) == sorted(["a.bin", tmp_path.name, "version", "inner"])


def test_what_a_dead_run_left_of_a_document_that_is_gone_is_cleared(tmp_path: Path) -> None:
    docs, index = documents(tmp_path / "docs"), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    (docs / "new.md").write_text("# New\n\nCranes are tall.\n", encoding="utf-8")
    with child("killed_ingest.py", index, docs, "after the first document's vectors") as killed:
        killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert list((index / "documents").glob("new.*"))
    (docs / "new.md").unlink()
    ingest([docs], folder=index, embedder=WordEmbedder())
    expect_only_bread(index)
    assert not list((index / "documents").glob("new.*"))
    assert Library(index, WordEmbedder()).snapshot()._store.count() == 1


def test_of_two_runs_at_once_one_works_and_one_says_what_to_do(tmp_path: Path) -> None:
    docs, index = documents(tmp_path / "docs", large=3), tmp_path / "index"
    with child("waiting_ingest.py", index, docs) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "embedding\n"
        with pytest.raises(BriefingError, match="Wait until it is done, then repeat"):
            ingest([docs], folder=index, embedder=WordEmbedder())
        first.communicate("go on\n")
    assert first.returncode == 0
    assert len(Library(index, WordEmbedder()).snapshot().entries) == 4


def test_a_run_that_is_interrupted_leaves_what_was_there(tmp_path: Path) -> None:
    index = tmp_path / "index"
    ingest([documents(tmp_path / "docs")], folder=index, embedder=WordEmbedder())
    docs = documents(tmp_path / "docs", large=3)
    with child("waiting_ingest.py", index, docs) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "embedding\n"
        run.send_signal(signal.SIGINT)
        run.communicate()
    assert run.returncode == -signal.SIGINT
    expect_only_bread(index)
    report = ingest([docs], folder=index, embedder=WordEmbedder())
    assert len(report.added) == 3
    assert not list(index.rglob("*.tmp"))


@pytest.mark.parametrize("content", [b"", b"damaged " * 2000], ids=["emptied", "overwritten"])
def test_damaged_vectors_are_named_and_mended_by_the_command_named(
    tmp_path: Path, content: bytes
) -> None:
    docs, index = documents(tmp_path / "docs"), tmp_path / "index"
    ingest([docs], folder=index, embedder=WordEmbedder())
    (index / "vectors" / "chroma.sqlite3").write_bytes(content)
    with pytest.raises(BriefingError, match="briefing ingest --rebuild"):
        Library(index, WordEmbedder()).snapshot()
    ingest([docs], folder=index, embedder=WordEmbedder(), rebuild=True)
    snapshot = Library(index, WordEmbedder()).snapshot()
    [best] = snapshot.search_vectors(WordEmbedder().encode(["rye baked daily"])[0], limit=1)
    assert snapshot.passage(best.passage_id).text == "Rye is baked daily."
