"""What a run needs besides cases: an index of exactly the documents that they are about."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from assistant.assistant import Assistant
from evals.case import Case
from evals.journal import Journal
from evals.memory import peak_memory
from evals.provenance import provenance
from evals.run import NO_SETTINGS, Answering, EvalReport, Progress, run_cases
from evals.squad import PublicSet
from ingest.embedding import Embedder
from ingest.ingestion import ingest
from ingest.library import Library

MakeAssistant = Callable[[Library], Assistant]


_Asked = TypeVar("_Asked", bound=Answering, covariant=True)


@dataclass(frozen=True, slots=True)
class Suite(Generic[_Asked]):
    """Cases with the assistant that answers them and the texts that their gold refers to."""

    cases: tuple[Case, ...]
    assistant: _Asked
    texts: Mapping[str, str]


@contextmanager
def corpus_suite(
    cases: Sequence[Case], paths: Sequence[Path], *, embedder: Embedder, make: MakeAssistant
) -> Iterator[list[Suite[Assistant]]]:
    """Index documents for one run, apart from the user's own, and forget them afterwards."""
    with tempfile.TemporaryDirectory(prefix="briefing-eval-") as folder:
        library = _indexed(paths, Path(folder), embedder)
        texts = {
            parsed.document.doc_id: parsed.document.text for parsed in library.snapshot().documents
        }
        yield [Suite(tuple(cases), make(library), texts)]


@contextmanager
def public_suites(
    public: PublicSet, cases: Sequence[Case], *, embedder: Embedder, make: MakeAssistant
) -> Iterator[list[Suite[Assistant]]]:
    """Index each document of a public set by itself, as its questions are about it alone.

    The documents get ids of ours, and the gold of the cases with them.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-eval-") as folder:
        suites = []
        for number, (public_id, text) in enumerate(public.texts.items()):
            about = [case for case in cases if public.asked_of[case.id] == public_id]
            if not about:
                continue
            file = Path(folder) / f"document-{number}.md"
            file.write_text(text, encoding="utf-8")
            library = _indexed([file], Path(folder) / str(number), embedder)
            renamed = tuple(_renamed(case, file.stem) for case in about)
            suites.append(Suite(renamed, make(library), {file.stem: text}))
        yield suites


def run_suites(
    suites: Sequence[Suite[Answering]],
    *,
    progress: Progress | None = None,
    settings: Mapping[str, object] = NO_SETTINGS,
    workers: int = 1,
    resume: Path | None = None,
) -> EvalReport:
    """Run suites one after the other, `workers` cases at a time; return one report of all.

    `resume` names the file that keeps each answer as it comes; what it has is not asked again.
    Raises BriefingError where that file is of another run.
    """
    texts = {doc_id: text for suite in suites for doc_id, text in suite.texts.items()}
    began = provenance(texts, settings)
    total = sum(len(suite.cases) for suite in suites)
    done = 0

    def report_progress(of_suite: int, _: int) -> None:
        if progress is not None:
            progress(done + of_suite, total)

    reports = []
    with Journal(resume, began) if resume else nullcontext() as journal:
        for suite in suites:
            reports.append(
                run_cases(
                    suite.cases,
                    suite.assistant,
                    suite.texts,
                    progress=report_progress,
                    workers=workers,
                    journal=journal,
                )
            )
            done += len(suite.cases)
    results = tuple(result for report in reports for result in report.results)
    return EvalReport(results, began, peak_memory=peak_memory())


def _indexed(paths: Sequence[Path], folder: Path, embedder: Embedder) -> Library:
    ingest(paths, folder=folder, embedder=embedder)
    return Library(folder, embedder)


def _renamed(case: Case, doc_id: str) -> Case:
    return replace(case, gold=tuple(replace(span, document=doc_id) for span in case.gold))
