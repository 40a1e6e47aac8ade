"""Vectors on a real Chroma server: the same passages, ids and answers as in a folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest
from embedder_doubles import WordEmbedder

from assistant.assistant import Assistant
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError
from ingest.ingestion import ingest, remove
from ingest.library import Library
from ingest.moving import move_vectors
from ingest.store import chosen_server, server_of

LONGEST = 90
TEXTS = {
    "bread": "# Bread\n\nRye is baked daily in Kelm. It costs 3 crowns a loaf.\n",
    "port": "# Port\n\nThe port of Kelm was dredged in 1931 by forty workers.\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("chroma")
    running = subprocess.Popen(
        [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    )
    try:
        ends = time.monotonic() + LONGEST
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert running.poll() is None
                assert time.monotonic() < ends
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.kill()
        running.wait()


def collections(server: str) -> dict[str, int]:
    client = chromadb.HttpClient(host="127.0.0.1", port=int(server.rpartition(":")[2]))
    return {one.name: one.count() for one in client.list_collections()}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def take_in(shelf: Path, index: str = "index") -> None:
    files = sorted(shelf.glob("*.md"))
    ingest(files, folder=shelf / index, embedder=WordEmbedder())


def found(shelf: Path, index: str = "index") -> list[tuple[str, float]]:
    embedder = WordEmbedder()
    snapshot = Library(shelf / index, embedder).snapshot()
    hits = snapshot.search_vectors(embedder.encode(["rye loaf port workers"])[0], limit=5)
    return [(hit.passage_id, round(hit.score, 5)) for hit in hits]


def test_a_server_holds_the_same_passages_and_finds_the_same(shelf: Path, server: str) -> None:
    take_in(shelf)
    before = found(shelf)
    moved = move_vectors(server, folder=shelf / "index", embedder=WordEmbedder())
    assert moved is not None
    assert not (shelf / "index" / "vectors").exists()
    assert [n for name, n in collections(server).items() if name.endswith(moved.index)] == [2]
    assert found(shelf) == before
    (shelf / "wall.md").write_text("# Wall\n\nThe wall of Vik is high.\n")
    take_in(shelf)
    assert len(found(shelf)) == 3
    remove("wall", folder=shelf / "index", embedder=WordEmbedder())
    assert found(shelf) == before
    assert move_vectors("local", folder=shelf / "index", embedder=WordEmbedder()) is None
    assert not [name for name in collections(server) if name.endswith(moved.index)]
    assert found(shelf) == before


def test_answers_are_the_same(
    shelf: Path, server: str, embedder: SentenceTransformerEmbedder, library_home: Path
) -> None:
    index = shelf / "real"
    shutil.copytree(library_home / "index", index)
    questions = ("What does CECOT cost?", "Who is Patricia Bullrich?", "What is baked in Kelm?")
    here = [Assistant(Library(index, embedder), embedder).answer(one) for one in questions]
    move_vectors(server, folder=index, embedder=embedder)
    there = [Assistant(Library(index, embedder), embedder).answer(one) for one in questions]
    assert [one.text for one in there] == [one.text for one in here]
    assert [one.citations for one in there] == [one.citations for one in here]
    rebuilt = ingest([], folder=index, embedder=embedder, rebuild=True)
    assert rebuilt.passages > 0
    again = Assistant(Library(index, embedder), embedder).answer(questions[0])
    assert again.text == here[0].text


def test_who_reads_while_the_vectors_are_moved_follows_them(shelf: Path, server: str) -> None:
    take_in(shelf)
    embedder = WordEmbedder()
    library = Library(shelf / "index", embedder)
    vector = embedder.encode(["rye loaf"])[0]
    before = library.snapshot().search_vectors(vector, limit=2)
    move_vectors(server, folder=shelf / "index", embedder=embedder)
    assert [hit.passage_id for hit in library.snapshot().search_vectors(vector, limit=2)] == [
        hit.passage_id for hit in before
    ]


def test_two_indexes_on_one_server_leave_each_other_alone(shelf: Path, server: str) -> None:
    for index in ("one", "two"):
        take_in(shelf, index)
        move_vectors(server, folder=shelf / index, embedder=WordEmbedder())
    remove("port", folder=shelf / "one", embedder=WordEmbedder())
    assert len(found(shelf, "one")) == 1
    assert len(found(shelf, "two")) == 2
    move_vectors("local", folder=shelf / "one", embedder=WordEmbedder())
    assert len(found(shelf, "two")) == 2


def test_a_server_that_is_not_there_changes_nothing(shelf: Path) -> None:
    take_in(shelf)
    before = found(shelf)
    with pytest.raises(BriefingError, match=r"127\.0\.0\.1:9 cannot be used.*--store local"):
        move_vectors("http://127.0.0.1:9", folder=shelf / "index", embedder=WordEmbedder())
    assert server_of(shelf / "index") is None
    assert found(shelf) == before


def test_vectors_that_are_lost_on_a_server_are_stored_again(shelf: Path, server: str) -> None:
    take_in(shelf)
    moved = move_vectors(server, folder=shelf / "index", embedder=WordEmbedder())
    before = found(shelf)
    assert moved is not None
    client = chromadb.HttpClient(host="127.0.0.1", port=moved.port)
    for collection in client.list_collections():
        if collection.name.endswith(moved.index):
            client.delete_collection(collection.name)
    with pytest.raises(BriefingError, match="have their vectors in the index"):
        found(shelf)
    take_in(shelf)
    assert found(shelf) == before


@pytest.mark.parametrize(
    "store",
    ["", "server", "ftp://a:1", "http://", "http://a:x", "http://u:p@a:1", "http://a:1/b", "LOCAL"],
)
def test_what_is_no_store_is_refused(store: str) -> None:
    with pytest.raises(BriefingError, match="is no store"):
        chosen_server(store, None)


def test_a_damaged_note_of_the_store_is_told(shelf: Path) -> None:
    take_in(shelf)
    (shelf / "index" / "STORE.json").write_text("{")
    with pytest.raises(BriefingError, match="--store local"):
        found(shelf)
    move_vectors("local", folder=shelf / "index", embedder=WordEmbedder())
    assert len(found(shelf)) == 2


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://[::1]:8000", False),
        ("https://vectors.example:443", True),
        ("http://10.0.0.7:8000", True),
    ],
)
def test_a_server_on_this_machine_is_told_from_one_elsewhere(url: str, elsewhere: bool) -> None:
    server = chosen_server(url, None)
    assert server is not None
    assert server.is_elsewhere is elsewhere
