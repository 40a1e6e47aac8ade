import json
from dataclasses import replace
from io import StringIO
from threading import Barrier

import pytest
from evals_factories import (
    OPENED,
    PAID,
    TEXTS,
    ScriptedAssistant,
    answer,
    broken_index,
    case,
    citation,
    gold,
    refusal,
    unanswerable,
)
from rich.console import Console

from assistant.answer import Status, Turn
from evals.gate import Bound, broken_bounds, parse_bound
from evals.interval import Interval
from evals.measures import COMPLETED, MEASURE_NAMES, MEASURES
from evals.report import summarise
from evals.report_json import to_json
from evals.report_markdown import to_markdown
from evals.report_terminal import to_terminal
from evals.run import run_cases
from ingest.errors import BriefingError

CASES = (
    case(),
    case(id="paid", type="who", split="check", answers=(("Okafor",),), gold=(gold(PAID),)),
    unanswerable(),
    unanswerable(id="why", type="why", split="check"),
    case(id="down", type="when"),
)


def report_of_all_kinds():
    """Right, falsely refused, rightly refused, wrongly partial, failed."""
    partial = answer(OPENED, status=Status.PARTIAL)
    assistant = ScriptedAssistant(answer(OPENED), refusal(), refusal(), partial, broken_index())
    return run_cases(CASES, assistant, TEXTS, settings={"composer": "quoting"})


def report_of(given, asked=None):
    return run_cases([asked or case()], ScriptedAssistant(given), TEXTS)


def test_every_case_is_asked_with_its_history_and_progress_is_told():
    turns = (Turn("user", "Which harbour?"),)
    assistant = ScriptedAssistant(answer(OPENED), refusal())
    told = []
    run_cases(
        [case(history=turns), unanswerable()],
        assistant,
        TEXTS,
        progress=lambda done, total: told.append((done, total)),
    )
    assert assistant.asked == [(case().question, turns), (unanswerable().question, ())]
    assert told == [(1, 2), (2, 2)]


def test_every_measure_names_its_scores_as_itself():
    (result,) = report_of(answer(OPENED)).results
    assert tuple(score.name for score in result.scores) == MEASURE_NAMES
    assert [measure.name for measure in MEASURES] == list(MEASURE_NAMES[:-1])
    assert all(score.reason for score in result.scores)


def test_a_failure_of_the_assistant_is_recorded_as_wrong_and_the_run_goes_on():
    assistant = ScriptedAssistant(broken_index(), answer(OPENED))
    failed, fine = run_cases([case(), case(id="again")], assistant, TEXTS).results
    assert (failed.answer, failed.failure) == (None, str(broken_index()))
    assert failed.score("accuracy").value == 0
    assert failed.score("citation_validity") is None
    assert fine.failure is None


def test_a_bug_in_the_assistant_is_not_hidden():
    with pytest.raises(KeyError):
        run_cases([case()], ScriptedAssistant(KeyError("bug")), TEXTS)


def test_a_run_refuses_no_cases_and_gold_that_does_not_match():
    with pytest.raises(BriefingError, match="no evaluation cases"):
        run_cases([], ScriptedAssistant(), TEXTS)
    with pytest.raises(BriefingError, match="case opened"):
        run_cases([case()], ScriptedAssistant(), {"harbour": "changed"})


def test_figures_are_means_over_the_cases_that_they_apply_to():
    overall = summarise(report_of_all_kinds()).overall
    found = {
        name: (overall.estimate(name).mean, overall.estimate(name).scored) for name in MEASURE_NAMES
    }
    assert found == {
        "accuracy": (0.4, 5),
        "citation_validity": (1.0, 2),
        "citation_precision": (1.0, 1),
        "citation_recall": (0.5, 2),
        "refusal_precision": (0.5, 2),
        "refusal_recall": (0.5, 2),
        "false_refusal": (0.5, 2),
        "follow_up_resolved": (None, 0),
        "attribution_kept": (None, 0),
        "evidence_recall@1": (0.5, 2),
        "evidence_recall@3": (0.5, 2),
        "evidence_recall@5": (0.5, 2),
        "evidence_mrr": (0.5, 2),
        "evidence_ndcg@5": (0.5, 2),
        "evidence_word_recall": (0.5, 2),
        "evidence_word_precision": (0.5, 2),
        "evidence_word_iou": (0.5, 2),
        COMPLETED: (0.8, 5),
    }


def test_a_measure_that_applies_to_no_case_has_no_mean_rather_than_zero():
    overall = summarise(report_of(refusal(), unanswerable())).overall
    assert overall.estimate("citation_precision").mean is None
    assert overall.estimate("citation_precision").interval is None
    assert overall.estimate("accuracy").interval == Interval(1.0, 1.0)


def test_groups_outcomes_and_failures_are_told_apart():
    summary = summarise(report_of_all_kinds())
    assert [(g.name, g.cases, g.estimate("accuracy").mean) for g in summary.by_type] == [
        ("who", 1, 0.0),
        ("when", 2, 0.5),
        ("why", 1, 0.0),
        ("unanswerable", 1, 1.0),
    ]
    assert [(g.name, g.cases) for g in summary.by_split] == [("tune", 3), ("check", 2)]
    answerable, unanswered = summary.answerable, summary.unanswerable
    assert (answerable.answered, answerable.abstained, answerable.failed) == (1, 1, 1)
    assert (unanswered.partial, unanswered.abstained, unanswered.answered) == (1, 1, 0)
    assert [result.case.id for result in summary.wrong] == ["paid", "why", "down"]


def test_a_right_answer_with_a_citation_that_cannot_be_checked_is_among_the_failures():
    wrong = answer(OPENED, citations=(citation(OPENED, start=0),))
    (result,) = summarise(report_of(wrong)).wrong
    assert result.score("accuracy").value == 1


class Meeting:
    """Answers nobody before so many have asked."""

    def __init__(self, askers):
        self._all_here = Barrier(askers, timeout=20)

    def answer(self, question, history):
        self._all_here.wait()
        return answer(OPENED) if question == case().question else refusal()


def test_workers_ask_side_by_side_and_results_keep_the_order_of_the_cases():
    asked = [case(id=str(number), question=f"Question {number}?") for number in range(5)]
    report = run_cases([*asked, case(id="last")], Meeting(3), TEXTS, workers=3)
    assert [result.case.id for result in report.results] == ["0", "1", "2", "3", "4", "last"]
    assert [result.score("accuracy").value for result in report.results] == [0, 0, 0, 0, 0, 1]


def test_a_bug_ends_a_run_of_several_workers():
    class Broken:
        def answer(self, question, history):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_cases([case(id="a"), case(id="b")], Broken(), TEXTS, workers=2)


def test_latency_percentiles_lie_between_the_nearest_cases():
    report = report_of_all_kinds()
    timed = tuple(
        replace(result, seconds=float(second)) for second, result in enumerate(report.results)
    )
    latency = summarise(replace(report, results=timed)).latency
    assert (latency.p50, latency.p90, latency.p99) == pytest.approx((2.0, 3.6, 3.96))


def test_the_words_of_answers_are_counted_without_markers_and_refusals():
    words = summarise(report_of_all_kinds()).words
    assert (words.p50, words.p90) == (7, 7)
    assert summarise(report_of(refusal())).words is None


def test_the_reports_tell_how_much_memory_the_process_took():
    report = report_of_all_kinds()
    assert 10 * 1024**2 < report.peak_memory < 64 * 1024**3
    assert f"Memory: {report.peak_memory / 1024**2:,.0f} MB" in to_markdown(report)


def without_times(text):
    document = json.loads(text)
    del document["provenance"]["time"], document["summary"]["latency"]
    del document["summary"]["peak_memory"]
    for result in document["cases"]:
        del result["seconds"]
    return document


def test_two_runs_score_identically():
    assert without_times(to_json(report_of_all_kinds())) == without_times(
        to_json(report_of_all_kinds())
    )


def test_the_json_report_holds_provenance_figures_and_every_case():
    document = json.loads(to_json(report_of_all_kinds()))
    assert document["format"] == 1
    assert document["provenance"]["settings"] == {"composer": "quoting"}
    assert len(document["provenance"]["corpus_fingerprint"]) == 64
    assert "python" in document["provenance"]["versions"]
    first, *_, failed = document["cases"]
    assert first["answer"]["citations"][0]["quote"] == OPENED
    assert first["answer"]["evidence"][0]["doc_id"] == "harbour"
    assert first["scores"][0] == {"name": "accuracy", "value": 1.0, "reason": "says all it must"}
    assert (failed["answer"], failed["failure"]) == (None, str(broken_index()))
    assert document["summary"]["wrong"] == ["paid", "why", "down"]


def test_the_markdown_report_shows_figures_and_each_failure_with_its_evidence():
    markdown = to_markdown(report_of_all_kinds())
    assert "| accuracy | 0.400 |" in markdown
    assert "| who | 1 | 0.000 (0.000 to 0.000) |" in markdown
    assert "## Failures (3)" in markdown
    assert "- Expected: “Okafor”" in markdown
    assert "- Expected: a refusal: the documents do not say" in markdown
    assert f"score 0.500: {OPENED}" in markdown
    assert "Got: a failure: there is no index" in markdown


def test_the_markdown_report_disarms_markup_in_questions_and_answers():
    hostile = answer(text="<img src=x> | [link](http://x) `code`\n# Title")
    markdown = to_markdown(report_of(hostile, case(question="a | b\n| c |")))
    assert "- Question: a \\| b \\| c \\|" in markdown
    assert r"\<img src=x\> \| \[link\](http://x) \`code\` \# Title" in markdown


def test_the_terminal_report_shows_every_measure_and_type_within_100_columns():
    console = Console(width=100, file=StringIO())
    console.print(to_terminal(report_of_all_kinds()))
    shown = console.file.getvalue()
    for word in [*MEASURE_NAMES, "unanswerable", "check", "Latency", "3 of 5"]:
        assert word in shown
    assert "…" not in shown


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("accuracy=0.8", Bound("accuracy", 0.8)),
        (" false_refusal = 1 ", Bound("false_refusal", 1.0)),
    ],
)
def test_a_bound_is_read_from_name_and_value(text, bound):
    assert parse_bound(text) == bound


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("accuracy", "write NAME=VALUE"),
        ("acuracy=0.8", "the measures are: accuracy, citation_validity"),
        ("accuracy=high", "needs a value from 0 to 1"),
        ("accuracy=80", "needs a value from 0 to 1"),
        ("accuracy=nan", "needs a value from 0 to 1"),
    ],
)
def test_a_bound_that_cannot_be_meant_is_refused(text, message):
    with pytest.raises(BriefingError, match=message):
        parse_bound(text)


@pytest.mark.parametrize(
    ("bound", "messages"),
    [
        ("accuracy=0.4", ()),
        ("accuracy=0.41", ("accuracy: 0.4000 is below 0.41",)),
        ("false_refusal=0.5", ()),
        ("false_refusal=0.07", ("false_refusal: 0.5000 is above 0.07",)),
    ],
)
def test_a_run_is_held_to_its_floors_and_ceilings(bound, messages):
    assert broken_bounds(report_of_all_kinds(), [parse_bound(bound)]) == messages


def test_a_bound_on_what_nothing_scored_is_broken():
    report = report_of(refusal(), unanswerable())
    (message,) = broken_bounds(report, [Bound("accuracy", 1.0), Bound("citation_recall", 0.0)])
    assert message.startswith("citation_recall: no case scored it")
