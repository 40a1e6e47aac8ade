"""A run as JSON: everything, so that a later run can be compared case by case."""

import json
from dataclasses import asdict

from assistant.answer import Answer
from evals.case import Case
from evals.judging.reports import judge_record
from evals.report import Summary, summarise
from evals.run import CaseResult, EvalReport

# Raised when a field changes its meaning, so that a comparison can refuse what it cannot read.
FORMAT = 1

# The contract for answers asks for ten; the scores look at five.
EVIDENCE_KEPT = 10

JsonObject = dict[str, object]


def to_json(report: EvalReport) -> str:
    """Return the run with provenance, figures and every case, as indented JSON.

    Two runs that answer alike differ only in `provenance.time`, `summary.latency`,
    `summary.peak_memory`, each case's `seconds` and, where a chat model was asked, what it said
    in `judge`. Settings that JSON has no form for are written as their text.
    """
    document = {
        "format": FORMAT,
        "provenance": asdict(report.provenance),
        "summary": _summary(summarise(report)),
        "cases": [_case_result(result) for result in report.results],
        **({"judge": judge_record(report.judge)} if report.judge else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def _summary(summary: Summary) -> JsonObject:
    return {
        "overall": asdict(summary.overall),
        "by_type": [asdict(group) for group in summary.by_type],
        "by_split": [asdict(group) for group in summary.by_split],
        "answerable": asdict(summary.answerable),
        "unanswerable": asdict(summary.unanswerable),
        "latency": asdict(summary.latency),
        "words": asdict(summary.words) if summary.words else None,
        "peak_memory": summary.peak_memory,
        "wrong": [result.case.id for result in summary.wrong],
    }


def _case_result(result: CaseResult) -> JsonObject:
    return {
        "case": _case(result.case),
        "answer": _answer(result.answer) if result.answer else None,
        "failure": result.failure,
        "seconds": round(result.seconds, 6),
        "scores": [asdict(score) for score in result.scores],
    }


def _case(case: Case) -> JsonObject:
    return {
        "id": case.id,
        "type": case.type,
        "split": case.split,
        "language": case.language,
        "question": case.question,
        "history": [asdict(turn) for turn in case.history],
        "answerable": case.answerable,
        "answers": case.answers,
        "gold": [asdict(span) for span in case.gold],
        "understood": case.understood,
        "misunderstood": case.misunderstood,
        "note": case.note,
        "source": case.source,
    }


def _answer(answer: Answer) -> JsonObject:
    return {
        "status": answer.status,
        "text": answer.text,
        "standalone_question": answer.standalone_question,
        "model": answer.model_name,
        "citations": [asdict(citation) for citation in answer.citations],
        "evidence": [
            {
                "doc_id": item.passage.doc_id,
                "start": item.start,
                "end": item.end,
                "score": item.score,
                "text": item.text,
                "heading_path": item.passage.heading_path,
            }
            for item in answer.evidence[:EVIDENCE_KEPT]
        ],
    }
