"""What taking in many documents costs: as ratios within one run, each run in a fresh process.

The documents are made of the shipped brief's paragraphs, drawn anew for each, so that no two are
alike and nobody else's texts are needed.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from ingest.embedding import Embedder, SentenceTransformerEmbedder, Vectors
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.pipeline import Embedded, Known, embed_here
from ingest.plan import Task
from ingest.progress import EmbeddingProgress
from ingest.snapshot import Snapshot
from ui.application import Application, shipped_corpus
from ui.benchmark import Measurement, report_measurements
from ui.evaluation import check_writable

# Fewer are compared with the many: what they take is what one process takes in any case.
FEW = 10
MANY = 1_000
PARAGRAPHS = 3

Figures = dict[str, float]

QUESTIONS = 50
# Words of a question.
WORDS = 8
NEAREST = 10
# Chroma computes in single precision, in another order.
ROUNDING = 1e-5

# Any fixed number: the documents must be the same at every run.
SEED = 20_240_919

_START = "import sys; from ui.benchmark_ingest import child; child(*sys.argv[1:])"


def run_ingest_benchmark(
    application: Application, *, documents: int, json_out: Path | None
) -> None:
    """Measure taking in so many documents, print a table, and write JSON where it is wanted."""
    check_writable(json_out)
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as folder:
        measurements = list(_measure(application, Path(folder), documents))
    report_measurements(measurements, json_out)


def _measure(application: Application, folder: Path, documents: int) -> Iterator[Measurement]:
    model = application.settings.embedding_model
    write_documents(folder / "few", FEW)
    write_documents(folder / "many", documents)
    few = _in_a_child("speed", model, folder / "few", folder / "few-index")
    many = _in_a_child("speed", model, folder / "many", folder / "many-index")
    little = _in_a_child("memory", model, folder / "few", folder / "few-again")["peak"]
    much = _in_a_child("memory", model, folder / "many", folder / "many-again")["peak"]
    passages = int(many["passages"])
    yield Measurement(
        "bare encode of the passages / ingest",
        many["bare"] / many["first"],
        0.9,
        f"{documents} documents, {passages} passages: {many['first']:.1f} s, "
        f"bare encode {many['bare']:.1f} s",
        more_is_better=True,
    )
    yield Measurement(
        f"peak memory with {documents} documents / with {FEW}",
        much / little,
        1.3,
        f"{much / 1e6:.0f} MB, {little / 1e6:.0f} MB",
    )
    yield Measurement(
        "unchanged documents again / at first",
        many["again"] / many["first"],
        0.02,
        f"{many['again']:.2f} s, {many['first']:.1f} s",
    )
    yield Measurement(
        f"a question with {documents} documents / with {FEW}",
        many["question"] / few["question"],
        2.0,
        f"{many['question']:.3f} s, {few['question']:.3f} s at the median",
    )
    yield Measurement(
        "recall@10 against exact search",
        many["recall"],
        0.99,
        f"{QUESTIONS} questions",
        more_is_better=True,
    )


def write_documents(folder: Path, count: int) -> None:
    """Write Markdown files of a few paragraphs each, no two alike."""
    text = shipped_corpus().joinpath("mano-dura.md").read_text(encoding="utf-8")
    paragraphs = [one for one in text.split("\n\n") if len(one) > 300]
    chance = random.Random(SEED)  # noqa: S311 - draws texts, guards nothing
    folder.mkdir()
    for number in range(count):
        drawn = [
            f"{paragraph} This is paragraph {number}-{place}."
            for place, paragraph in enumerate(chance.sample(paragraphs, PARAGRAPHS))
        ]
        content = f"# Document {number}\n\n" + "\n\n".join(drawn) + "\n"
        (folder / f"document-{number}.md").write_text(content, encoding="utf-8")


def _questions() -> list[str]:
    """Return the first words of the brief's sentences as questions, none of which is a passage."""
    text = shipped_corpus().joinpath("mano-dura.md").read_text(encoding="utf-8")
    openings = [
        " ".join(one.split()[:WORDS]) for one in text.split(". ") if len(one.split()) > WORDS
    ]
    return [f"What about this: {one}?" for one in openings[:QUESTIONS]]


def _seconds_of_a_question(assistant: Assistant, questions: Sequence[str]) -> float:
    """Return the seconds that a question takes at the median, all parts loaded."""
    assistant.answer(questions[0])
    return statistics.median(assistant.answer(one).timings["total"] for one in questions)


def _recall(snapshot: Snapshot, vectors: Vectors) -> float:
    """Return the share of the ten best by exact search that the index finds, 0 to 1.

    One that is as near as the tenth counts as any of them.
    """
    stored = np.concatenate([snapshot.passage_vectors(entry.doc_id) for entry in snapshot.entries])
    found = []
    for vector in vectors:
        least = np.sort(stored @ vector)[-NEAREST:][0] - ROUNDING
        hits = snapshot.search_vectors(vector, limit=NEAREST)
        found.append(sum(hit.score >= least for hit in hits) / min(NEAREST, len(stored)))
    return float(np.mean(found))


def _in_a_child(what: str, model: str, documents: Path, index: Path) -> Mapping[str, float]:
    done = subprocess.run(  # noqa: S603 - our own module, in our own interpreter
        [sys.executable, "-c", _START, what, model, str(documents), str(index)],
        check=True,
        stdout=subprocess.PIPE,
    )
    found: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def child(what: str, model: str, documents: str, index: str) -> None:
    """Measure the speed or the memory of taking documents in; write it as JSON."""
    embedder = SentenceTransformerEmbedder(model)
    embedder.encode(["The first run of a model takes longer."])
    measure = {"speed": _speed, "memory": _memory}[what]
    sys.stdout.write(json.dumps(measure(embedder, Path(documents), Path(index))) + "\n")


def _memory(embedder: SentenceTransformerEmbedder, documents: Path, index: Path) -> Figures:
    ingest([documents], folder=index, embedder=embedder)
    unit = 1 if sys.platform == "darwin" else 1024
    return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit}


def _speed(embedder: SentenceTransformerEmbedder, documents: Path, index: Path) -> Figures:
    """Take documents in, and embed their passages bare, by turns; then ask questions."""
    bare: list[float] = []
    model = embedder

    def by_turns(
        tasks: Iterable[Task], *, embedder: Embedder, known: Known, progress: EmbeddingProgress
    ) -> Iterator[list[Embedded]]:
        for some in embed_here(tasks, embedder=embedder, known=known, progress=progress):
            yield some
            # It was stored when the next was asked for.
            bare.append(_bare_seconds(model, some))

    first = ingest([documents], folder=index, embedder=embedder, pipeline=by_turns)
    again = ingest([documents], folder=index, embedder=embedder)
    library, questions = Library(index, embedder), _questions()
    snapshot = library.snapshot()
    return {
        "passages": first.passages,
        "first": first.seconds - sum(bare),
        "again": again.seconds,
        "bare": sum(bare),
        "question": _seconds_of_a_question(Assistant(library, embedder), questions),
        "recall": _recall(snapshot, embedder.encode(questions)),
    }


def _bare_seconds(bare: SentenceTransformerEmbedder, some: Sequence[Embedded]) -> float:
    """Return the seconds that the model alone takes for the passages of documents."""
    records = [one.reading.record for one in some if one.reading.record]
    texts = [record.embedded_text(one) for record in records for one in record.passages]
    started = time.perf_counter()
    bare.model.encode(texts)
    return time.perf_counter() - started
