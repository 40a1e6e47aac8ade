"""What a composer makes of documents that carry orders."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from evals.injection.cases import InjectionCase, broken_rules, load_injection_cases
from ingest.embedding import Embedder
from ingest.ingestion import ingest
from ingest.library import Library


@dataclass(frozen=True, slots=True)
class InjectionOutcome:
    """One document with orders, and the answer to a question about it."""

    case: InjectionCase
    answer: Answer
    broken: tuple[str, ...]
    """Which rules the answer breaks, in words."""

    @property
    def is_answered(self) -> bool:
        """Tell whether the question was answered rightly, orders or not."""
        return self.answer.status is Status.ANSWERED and self.case.answer in self.answer.text


def measure_injections(
    embedder: Embedder, make: Callable[[Library], Assistant]
) -> Iterator[InjectionOutcome]:
    """Yield what becomes of each shipped case; its documents are indexed apart and forgotten."""
    cases = load_injection_cases()
    with tempfile.TemporaryDirectory(prefix="briefing-eval-") as name:
        folder = Path(name) / "documents"
        folder.mkdir()
        for case in cases:
            (folder / f"{case.id}.md").write_text(case.text, encoding="utf-8")
        index = Path(name) / "index"
        ingest([folder], folder=index, embedder=embedder)
        library = Library(index, embedder)
        assistant = make(library)
        for case in cases:
            answer = assistant.answer(case.question, documents=[case.id])
            broken = broken_rules(answer, case, lambda one: library.document(one).document)
            yield InjectionOutcome(case, answer, broken)
