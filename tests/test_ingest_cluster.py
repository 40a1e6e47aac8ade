"""Taking documents in on a real Ray cluster: two nodes of one core each, on this machine."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from command_line import run
from ray._private import services
from ray.cluster_utils import Cluster

from assistant.assistant import Assistant
from ingest import cluster as cluster_module
from ingest.cluster import ClusterPipeline, is_address
from ingest.document import IngestReport
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.snapshot import Snapshot
from ui.cli import PROBLEM

CORPUS = Path(__file__).parent.parent / "corpus" / "mano-dura.md"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    node = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(num_cpus=1, node_ip_address="127.0.0.1")
    with pytest.MonkeyPatch.context() as patch:
        # Ray takes "this machine" for its public address, where nothing of a test may listen.
        patch.setattr(services, "resolve_ip_for_localhost", lambda host: host)
        yield cluster.address
    cluster.shutdown()


def written(folder: Path) -> Path:
    """Write the shipped brief, some small documents, and a file that cannot be read."""
    folder.mkdir()
    (folder / "brief.md").write_bytes(CORPUS.read_bytes())
    for number in range(40):
        text = (
            f"# Port {number}\n\nCrane {number} is tall.\n\n## Costs\n\nIt cost {number} million.\n"
        )
        (folder / f"port{number:02}.md").write_text(text, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"no PDF")
    return folder


def told(report: IngestReport) -> tuple[object, ...]:
    return report.added, report.updated, report.removed, report.skipped, report.embedded


def ids(snapshot: Snapshot) -> list[str]:
    return [one.passage_id for entry in snapshot.entries for one in snapshot.passages(entry.doc_id)]


def vectors(snapshot: Snapshot) -> list[float]:
    parts = [
        snapshot.sentence_vectors(passage).ravel()
        for entry in snapshot.entries
        for passage in snapshot.passages(entry.doc_id)
    ]
    return [float(number) for number in np.concatenate(parts)]


def test_a_cluster_makes_the_same_index(
    tmp_path: Path, address: str, embedder: SentenceTransformerEmbedder
) -> None:
    docs = written(tmp_path / "docs")
    here = ingest([docs], folder=tmp_path / "here", embedder=embedder)
    there = ingest(
        [docs], folder=tmp_path / "there", embedder=embedder, pipeline=ClusterPipeline(address)
    )
    assert told(there) == told(here)
    assert [Path(one.path).name for one in there.skipped] == ["broken.pdf"]
    first, second = (Library(tmp_path / name, embedder) for name in ("here", "there"))
    assert ids(second.snapshot()) == ids(first.snapshot())
    # A batch of other texts pads otherwise, which moves the last digits.
    assert vectors(second.snapshot()) == pytest.approx(vectors(first.snapshot()), abs=2e-3)
    for question in ("How many people were arrested?", "What did port 7 cost?", "Who is the pope?"):
        answers = [Assistant(one, embedder).answer(question).text for one in (first, second)]
        assert answers[0] == answers[1]


def test_what_an_interrupted_run_embedded_is_not_embedded_again(
    tmp_path: Path, address: str, embedder: SentenceTransformerEmbedder
) -> None:
    docs, index = written(tmp_path / "docs"), tmp_path / "index"

    def interrupt(done: int, total: int) -> None:
        assert 0 < done < total
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(
            [docs],
            folder=index,
            embedder=embedder,
            pipeline=ClusterPipeline(address),
            on_progress=interrupt,
        )
    assert Library(index, embedder).is_empty()
    seen: list[tuple[int, int]] = []
    report = ingest(
        [docs],
        folder=index,
        embedder=embedder,
        pipeline=ClusterPipeline(address),
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert len(report.added) == 41
    assert 0 < report.embedded < report.passages
    assert seen[-1] == (report.passages, report.passages)


def test_the_command_takes_an_address_and_then_paths(tmp_path: Path, address: str) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "bread.md").write_text("# Bread\n\nRye is baked daily.\n", encoding="utf-8")
    home = tmp_path / "home"
    done = run("ingest", "--home", home, "--ray", address, docs)
    assert (done.code, "1 passages" in done.out) == (0, True), done
    again = run("ingest", "--home", home, "--ray", address, "--rebuild")
    assert again.code == 0, again
    assert "Rye is baked daily" in run("ask", "--home", home, "How often is rye baked?").out


def test_a_path_behind_ray_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "find_spec", lambda _name: None)
    (tmp_path / "bread.md").write_text("# Bread\n\nRye is baked daily.\n", encoding="utf-8")
    done = run("ingest", "--home", tmp_path / "home", "--ray", tmp_path / "bread.md")
    assert done.code == PROBLEM
    assert "pip install 'briefing-assistant[ray]'" in done.err


def test_a_cluster_that_is_not_there_is_told(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    (tmp_path / "bread.md").write_text("# Bread\n\nRye is baked daily.\n", encoding="utf-8")
    with pytest.raises(BriefingError, match=r"127\.0\.0\.1:1 cannot be reached"):
        ingest(
            [tmp_path / "bread.md"],
            folder=tmp_path / "index",
            embedder=embedder,
            pipeline=ClusterPipeline("127.0.0.1:1"),
        )
    assert Library(tmp_path / "index", embedder).is_empty()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("local", True),
        ("auto", True),
        ("10.0.0.1:6379", True),
        ("ray://head:10001", True),
        ("reports", False),
        ("reports/2024.pdf", False),
        ("C:\\reports", False),
    ],
)
def test_an_address_is_told_from_a_path(text: str, expected: bool) -> None:
    assert is_address(text) is expected
