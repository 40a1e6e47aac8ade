"""Speed as ratios within one run, so that figures of different machines can be compared.

The bare passes are what cannot be avoided: `SentenceTransformer.encode` of the same passages for
ingestion; of the question, and the reader's model on the same passages, for an answer; and
`python -c pass` for the command line.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.assistant import Assistant
from assistant.reader.onnx_reader import OnnxReader
from assistant.reader.windows import Window, windows_of
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.passages import embedded_text
from ui.application import Application, shipped_corpus
from ui.evaluation import check_writable

# Medians over so many runs: single runs on shared machines differ by half.
REPEATS = 5

QUESTIONS = (
    "How many people are imprisoned in El Salvador?",
    "When was the state of emergency first declared?",
    "Who is the security minister of Argentina?",
    "What does the prison called CECOT cost to build?",
    "Why is the model not transferable to other countries?",
    "Which parts of Chile are under a state of exception?",
)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure with the limit that we hold ourselves to."""

    name: str
    value: float
    limit: float
    detail: str
    more_is_better: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether the figure is within its limit."""
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit


def run_benchmark(application: Application, *, json_out: Path | None) -> None:
    """Measure, print a table, and write JSON where it is wanted."""
    check_writable(json_out)
    report_measurements(list(_measure(application)), json_out)


def report_measurements(measurements: Sequence[Measurement], json_out: Path | None) -> None:
    """Print measurements as a table, and write them as JSON where that is wanted."""
    table = Table(box=None)
    for column in ("measure", "value", "limit", "", "detail"):
        table.add_column(column)
    for one in measurements:
        word = "ok" if one.holds else "over"
        table.add_row(one.name, f"{one.value:.2f}", f"{one.limit:.2f}", word, one.detail)
    Console().print(table)
    if json_out is not None:
        content = [asdict(one) for one in measurements]
        json_out.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _measure(application: Application) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as folder:
        # The first run of each warms up the model and the imports.
        yield _ingestion(application, Path(folder))
        library = Library(Path(folder) / "0", application.embedder)
        yield from _answering(application, Assistant(library, application.embedder))
        yield _help()
        yield _memory(Path(folder) / "home")


def _ingestion(application: Application, folder: Path) -> Measurement:
    embedder = application.embedder
    numbers = iter(range(REPEATS + 2))

    def whole() -> None:
        ingest([shipped_corpus()], folder=folder / str(next(numbers)), embedder=embedder)

    whole()
    snapshot = Library(folder / "0", embedder).snapshot()
    texts = [
        embedded_text(parsed.document.title, passage.heading_path, passage.text)
        for parsed in snapshot.documents
        for passage in snapshot.passages(parsed.document.doc_id)
    ]
    ours, bare = _seconds_in_turn(whole, lambda: embedder.model.encode(texts))
    detail = f"{len(texts)} passages: {ours:.2f} s, bare encode {bare:.2f} s"
    return Measurement("ingest / bare encode of the same passages", ours / bare, 1.3, detail)


def _answering(application: Application, assistant: Assistant) -> Iterator[Measurement]:
    model, reader = application.embedder.model, OnnxReader()
    ratios, all_ours, all_bare = [], [], []
    for question in QUESTIONS:
        windows = _windows_read(assistant, question)

        def bare_passes(question: str = question, windows: Sequence[Window] = windows) -> None:
            model.encode([question])
            reader.logits(windows)

        ours, bare = _seconds_in_turn(partial(assistant.answer, question), bare_passes)
        ratios.append(ours / bare)
        all_ours.append(ours)
        all_bare.append(bare)
    seconds = statistics.median(all_ours)
    detail = f"{len(QUESTIONS)} questions, bare passes {statistics.median(all_bare):.3f} s"
    yield Measurement("answer, seconds at the median", seconds, 0.4, detail)
    yield Measurement("answer / bare model passes", statistics.median(ratios), 1.4, detail)


def _windows_read(assistant: Assistant, question: str) -> list[Window]:
    """Return what the reader reads for a question, passage by passage."""
    passages = {one.passage.passage_id: one.passage for one in assistant.evidence(question)}
    return [window for one in passages.values() for window in windows_of(question, one.text)]


def _help() -> Measurement:
    def run(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603

    start = "import sys; sys.argv = ['briefing', '--help']; from ui.cli import main; main()"
    ours, bare = _seconds_in_turn(lambda: run("-c", start), lambda: run("-c", "pass"))
    detail = f"{1000 * ours:.0f} ms, python -c pass {1000 * bare:.0f} ms"
    return Measurement("briefing --help / python -c pass", ours / bare, 10, detail)


def _memory(home: Path) -> Measurement:
    """Run one `briefing ask` on the shipped corpus and read its peak memory."""
    start = "import sys; from ui.cli import main; sys.argv = ['briefing', *sys.argv[1:]]; main()"
    for _ in range(2):
        # The first run ingests; what counts is the higher peak of the two.
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", start, "ask", QUESTIONS[0], "--home", str(home)],
            check=True,
            capture_output=True,
        )
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1e9
    return Measurement("peak memory of briefing ask, GB", peak, 1.2, "resident set, with ingesting")


def _seconds_in_turn(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of two works done in turn, so that load falls on both alike."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for repeat in range(REPEATS + 1):
        for work, taken in zip((ours, bare), seconds, strict=True):
            started = time.perf_counter()
            work()
            if repeat:
                taken.append(time.perf_counter() - started)
    return statistics.median(seconds[0]), statistics.median(seconds[1])
