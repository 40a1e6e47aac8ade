"""Evaluation of the real assistant on indexes made for the run."""

import json
from pathlib import Path

import pytest
from conftest import CORPUS

from assistant.assistant import Assistant
from evals.case import select_cases
from evals.case_files import load_cases
from evals.report import summarise
from evals.squad import load_public_set
from evals.suite import corpus_suite, public_suites, run_suites
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library

RIVER = "# The Orla\n\nThe Orla rises in the Kelm hills. It floods every spring.\n"
TOWN = "# Kelm\n\nKelm has 4,210 inhabitants. Its mayor is Ada Voss.\n"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    documents = [("river", "The Orla", RIVER), ("town", "Kelm", TOWN)]
    questions = [
        ("q1", "river", "Where does the Orla rise?", "Kelm hills", RIVER),
        ("q2", "town", "Who is the mayor of Kelm?", "Ada Voss", TOWN),
    ]
    (tmp_path / "tiny.docs.jsonl").write_text(
        "\n".join(json.dumps({"doc_id": i, "title": t, "text": x}) for i, t, x in documents)
    )
    lines = []
    for case_id, doc_id, question, answer, text in questions:
        start = text.index(answer)
        span = {"doc_id": doc_id, "start": start, "end": start + len(answer), "text": answer}
        lines.append(
            {
                "id": case_id,
                "doc_ids": [doc_id],
                "question": question,
                "answers": [answer],
                "evidence": [span],
                "answerable": True,
            }
        )
    unanswered = {"id": "q3", "doc_ids": ["town"], "question": "When did Zagreb join the EU?"}
    lines.append({**unanswered, "answers": [], "evidence": [], "answerable": False})
    file = tmp_path / "tiny.questions.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    return file


def test_a_public_set_is_asked_document_by_document(
    public: Path, embedder: SentenceTransformerEmbedder
) -> None:
    def make(library: Library) -> Assistant:
        return Assistant(library, embedder)

    loaded = load_public_set(public)
    with public_suites(loaded, loaded.cases, embedder=embedder, make=make) as suites:
        report = run_suites(suites)
    assert [len(suite.cases) for suite in suites] == [1, 2]
    overall = summarise(report).overall
    assert overall.estimate("accuracy").mean == 1.0
    assert overall.estimate("evidence_recall@1").mean == 1.0


def test_two_runs_give_the_same_scores(embedder: SentenceTransformerEmbedder) -> None:
    def make(library: Library) -> Assistant:
        return Assistant(library, embedder)

    cases = select_cases(load_cases(), types=("number", "unanswerable"))
    with corpus_suite(cases, [CORPUS], embedder=embedder, make=make) as suites:
        first, second = run_suites(suites), run_suites(suites)
    assert [result.scores for result in first.results] == [
        result.scores for result in second.results
    ]
    assert summarise(first).overall.estimate("citation_validity").mean == 1.0
