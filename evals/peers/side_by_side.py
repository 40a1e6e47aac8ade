"""Two pipelines on the same cases: what each shows, and whether chance alone would do that."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Status
from evals.case import Case
from evals.interval import Interval, bootstrap_interval
from evals.matching import first_said
from evals.right_answer import without_markers, word_cap
from evals.run import EvalReport


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of both; the interval is of the difference, case by case."""

    name: str
    ours: float
    theirs: float
    interval: Interval | None
    """95 %, of `ours - theirs`; None where only the means are told."""
    cases: int


def side_by_side(ours: EvalReport, theirs: EvalReport) -> list[Row]:
    """Return what two runs of the same cases show, measure by measure.

    A measure is told for the cases that it applies to. Failed answers count as showing nothing.
    """
    pairs = [
        (one.case, one.answer, other.answer)
        for one, other in zip(ours.results, theirs.results, strict=True)
    ]
    answerable = [pair for pair in pairs if pair[0].answerable]
    others = [pair for pair in pairs if not pair[0].answerable]
    rows = [
        _row("says all it must, however long", answerable, _says_all),
        _row("says it within 90 words (220 for lists and the like)", answerable, _says_shortly),
        _row("gold sentences that it cites", answerable, _gold_cited),
        _row("words shown", answerable, _words),
    ]
    if others:
        rows.append(_row("refuses what the documents do not answer", others, _refuses))
    return rows


def lines_of(rows: Sequence[Row], *, name: str) -> Iterator[str]:
    """Yield a Markdown table."""
    yield f"| | Briefing | {name} | difference (95 %) | cases |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        in_percent = row.name != "words shown"
        ours, theirs = (_figure(one, in_percent=in_percent) for one in (row.ours, row.theirs))
        gap = _figure(row.ours - row.theirs, in_percent=in_percent, signed=True)
        if row.interval is not None:
            low, high = (
                _figure(one, in_percent=in_percent, signed=True)
                for one in (row.interval.low, row.interval.high)
            )
            gap = f"{gap} ({low} to {high})"
        yield f"| {row.name} | {ours} | {theirs} | {gap} | {row.cases} |"


_Pair = tuple[Case, Answer | None, Answer | None]


def _row(name: str, pairs: Sequence[_Pair], measure: Callable[[Case, Answer], float]) -> Row:
    ours = [measure(case, answer) if answer else 0.0 for case, answer, _ in pairs]
    theirs = [measure(case, answer) if answer else 0.0 for case, _, answer in pairs]
    gaps = [one - other for one, other in zip(ours, theirs, strict=True)]
    count = max(1, len(pairs))
    return Row(name, sum(ours) / count, sum(theirs) / count, bootstrap_interval(gaps), len(pairs))


def _says_all(case: Case, answer: Answer) -> float:
    return _holds(case, without_markers(answer.text))


def _says_shortly(case: Case, answer: Answer) -> float:
    words = without_markers(answer.text).split()[: word_cap(case)]
    return _holds(case, " ".join(words))


def _holds(case: Case, text: str) -> float:
    return float(all(first_said(text, group) is not None for group in case.answers))


def _gold_cited(case: Case, answer: Answer) -> float:
    if not case.gold:
        return 1.0
    cited = [(one.doc_id, one.start, one.end) for one in answer.citations]
    return sum(
        any(doc == span.document and start < span.end and span.start < end
            for doc, start, end in cited)
        for span in case.gold
    ) / len(case.gold)  # fmt: skip


def _words(_: Case, answer: Answer) -> float:
    return float(len(without_markers(answer.text).split()))


def _refuses(_: Case, answer: Answer) -> float:
    return float(answer.status is Status.ABSTAINED)


def _figure(value: float, *, in_percent: bool, signed: bool = False) -> str:
    sign = "+" if signed else ""
    return f"{100 * value:{sign}.0f} %" if in_percent else f"{value:{sign}.0f}"
