"""The evaluation as HTML: a run under way, stored runs, their figures, failures and differences."""

from collections.abc import Mapping, Sequence
from html import escape

from ui.evaluating.figures import (
    UNDER_WAY,
    Change,
    ChangedCase,
    ComparisonView,
    Failure,
    Figure,
    Quote,
    RunLine,
    RunStage,
    RunState,
    RunView,
)

# What stands under the name of a verdict: a colour alone tells nothing to those who cannot see it.
SIGNS = {"better": "▲", "worse": "▼", "within noise": "·"}


def state_html(state: RunState) -> str:
    """Return how far the run is, or what came of the last one; nothing before the first."""
    label = escape(state.label)
    match state.stage:
        case RunStage.IDLE:
            return ""
        case RunStage.FAILED:
            return f'<p class="problem" role="alert">{label}: {escape(state.problem)}</p>'
        case RunStage.STOPPED:
            return (
                f'<p class="run-state" role="status">{label}: stopped after {state.done} of '
                f"{state.total}. Nothing was stored.</p>"
            )
        case RunStage.FINISHED:
            return f'<p class="run-state" role="status">{label}: done, {state.total} cases.</p>'
    words = {
        RunStage.PREPARING: "reading the documents",
        RunStage.STOPPING: "stopping",
        RunStage.RUNNING: f"{state.done} of {state.total}, now {escape(state.current_type)}",
    }[state.stage]
    value = f' max="{state.total}" value="{state.done}"' if state.stage in UNDER_WAY else ""
    return (
        f'<div class="run-state" role="status"><progress aria-label="{label}"{value}></progress>'
        f"<span>{label}: {words}</span></div>"
    )


def runs_html(runs: Sequence[RunLine], *, chosen: str = "") -> str:
    """Return the list of stored runs, each to be opened."""
    if not runs:
        return (
            '<div class="runs-empty"><h2>No run yet</h2><p>Choose cases and run them to see how '
            "many questions are answered right, and which are not.</p></div>"
        )
    rows = "".join(_run_row(run, is_chosen=run.run_id == chosen) for run in runs)
    return _table(
        "Stored runs", ("Time (UTC)", "Cases", "Number", "Right", "95 %", "Commit"), rows, "runs"
    )


def run_html(view: RunView, titles: Mapping[str, str]) -> str:
    """Return one run: its figures, accuracy by type, and every failure.

    `titles` holds the title of each document by its id; a document without one shows its id.
    """
    failures = "".join(_failure_html(one, titles) for one in view.failures)
    heading = f"Failures ({len(view.failures)} of {view.line.cases})"
    shown = failures or "<p>Every case was right.</p>"
    return (
        f'<section class="run" data-run="{escape(view.line.run_id)}">'
        f"{chart_html(view.by_type)}{figures_html(view.figures)}"
        f'<section class="failures"><h3>{heading}</h3>{shown}</section></section>'
    )


def figures_html(figures: Sequence[Figure]) -> str:
    """Return a run's measures as a table."""
    rows = "".join(
        f'<tr><th scope="row">{escape(one.meaning)}<code>{escape(one.name)}</code></th>'
        f'<td class="number">{_share(one.mean)}</td><td class="number">{_range(one)}</td>'
        f'<td class="number">{one.cases}</td></tr>'
        for one in figures
    )
    return _table("Measures", ("Measure", "Mean", "95 %", "Cases"), rows, "figures")


def chart_html(by_type: Sequence[Figure]) -> str:
    """Return accuracy by type as bars with their 95 % intervals.

    The bars are drawn in the cells of a table, so that what is seen is also what is read aloud.
    """
    rows = "".join(_bar_row(one) for one in by_type)
    return _table(
        "Right answers by type",
        ("Type", "Right, with its 95 % interval", "", "Cases"),
        rows,
        "chart",
    )


def comparison_html(comparison: ComparisonView) -> str:
    """Return two runs side by side: measures with a verdict, and the cases that changed."""
    shared = f"{comparison.shared} cases are in both runs"
    left_out = comparison.only_before + comparison.only_after
    notes = [f"{shared}; {left_out} are in one only and left out." if left_out else f"{shared}."]
    if not comparison.same_documents:
        notes.append("The runs were about different texts.")
    rows = "".join(_change_row(change) for change in comparison.changes)
    table = _table(
        "Differences", ("Measure", "Before", "After", "Change (95 %)", "Verdict"), rows, "changes"
    )
    said = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f'<section class="comparison"><h3>{_when(comparison.before)} → '
        f"{_when(comparison.after)}</h3>{said}{table}"
        f"{_changed_html('Right now, wrong before', comparison.mended)}"
        f"{_changed_html('Wrong now, right before', comparison.broken)}</section>"
    )


def _run_row(run: RunLine, *, is_chosen: bool) -> str:
    run_id = escape(run.run_id)
    current = ' aria-current="true"' if is_chosen else ""
    commit = (
        escape(run.commit[:8] + ("-dirty" if run.commit.endswith("-dirty") else ""))
        if (run.commit)
        else "–"
    )
    return (
        f'<tr{current}><th scope="row"><button type="button" data-do="select"'
        f' data-id="{run_id}">{_when(run)}</button></th>'
        f'<td>{escape(run.label)}</td><td class="number">{run.cases}</td>'
        f'<td class="number">{_share(run.accuracy.mean)}</td>'
        f'<td class="number">{_range(run.accuracy)}</td><td><code>{commit}</code></td></tr>'
    )


def _bar_row(figure: Figure) -> str:
    drawn = ""
    if figure.mean is not None and figure.low is not None and figure.high is not None:
        drawn = (
            f'<span class="track" aria-hidden="true"><span class="bar" '
            f'style="width:{100 * figure.mean:.1f}%"></span><span class="interval" '
            f'style="left:{100 * figure.low:.1f}%;width:{100 * (figure.high - figure.low):.1f}%">'
            "</span></span>"
        )
    return (
        f'<tr><th scope="row" title="{escape(figure.meaning)}">{escape(figure.name)}</th>'
        f'<td class="drawn">{drawn}</td>'
        f'<td class="number">{_share(figure.mean)} ({_range(figure)})</td>'
        f'<td class="number">{figure.cases}</td></tr>'
    )


def _failure_html(failure: Failure, titles: Mapping[str, str]) -> str:
    turns = "".join(f"<li>{escape(turn)}</li>" for turn in failure.history)
    history = f'<ol class="history" aria-label="Earlier turns">{turns}</ol>' if turns else ""
    reasons = escape("; ".join(failure.reasons))
    return (
        f'<details class="failure" data-case="{escape(failure.case_id)}"><summary>'
        f'<span class="type">{escape(failure.type)}</span> {escape(failure.question)}</summary>'
        f"{history}<dl><dt>Expected</dt><dd>{escape(failure.expected)}</dd>"
        f"<dt>Got ({escape(failure.status)})</dt><dd>{escape(failure.got)}</dd>"
        f"<dt>Why it is wrong</dt><dd>{reasons}</dd></dl>"
        f"{_quotes_html('Where the answer stands', failure.gold, titles)}"
        f"{_quotes_html('What was cited', failure.cited, titles)}"
        f"{_quotes_html('What was found, best first', failure.nearest, titles)}</details>"
    )


def _quotes_html(heading: str, quotes: Sequence[Quote], titles: Mapping[str, str]) -> str:
    if not quotes:
        return ""
    items = "".join(f"<li>{_quote_html(one, titles)}</li>" for one in quotes)
    return f'<h4>{heading}</h4><ol class="sources">{items}</ol>'


def _quote_html(quote: Quote, titles: Mapping[str, str]) -> str:
    title = titles.get(quote.doc_id, quote.doc_id)
    where = escape(" › ".join((*quote.heading_path, title)))
    said = f'<span class="quote">{escape(quote.text)}</span><span class="where">{where}</span>'
    if not quote.opens:
        return f'<div class="source" title="Not in the library as it was then">{said}</div>'
    return (
        f'<button type="button" class="source" data-doc="{escape(quote.doc_id)}" '
        f'data-start="{quote.start}" data-end="{quote.end}">{said}</button>'
    )


def _change_row(change: Change) -> str:
    verdict = escape(change.verdict)
    return (
        f'<tr data-verdict="{verdict}"><th scope="row">{escape(change.meaning)}'
        f"<code>{escape(change.name)}</code></th>"
        f'<td class="number">{_share(change.before)}</td>'
        f'<td class="number">{_share(change.after)}</td><td class="number">'
        f"{_points(change.after - change.before)} ({_points(change.low)} to "
        f"{_points(change.high)})</td>"
        f'<td><span aria-hidden="true">{SIGNS.get(change.verdict, "")}</span> {verdict}</td></tr>'
    )


def _changed_html(heading: str, cases: Sequence[ChangedCase]) -> str:
    items = "".join(
        f'<details class="changed" data-case="{escape(one.case_id)}"><summary>'
        f'<span class="type">{escape(one.type)}</span> {escape(one.question)}</summary>'
        f"<dl><dt>Before</dt><dd>{escape(one.got_before)}</dd>"
        f"<dt>After</dt><dd>{escape(one.got_after)}</dd></dl></details>"
        for one in cases
    )
    return f"<h4>{heading} ({len(cases)})</h4>{items}"


def _table(caption: str, headings: Sequence[str], rows: str, classes: str) -> str:
    heads = "".join(
        f'<th scope="col">{escape(heading)}</th>' if heading else "<td></td>"
        for heading in headings
    )
    return (
        f'<table class="{classes}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"


def _range(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "–"
    return f"{100 * figure.low:.0f} to {100 * figure.high:.0f}"


def _points(value: float) -> str:
    return f"{100 * value:+.1f}".replace("-", "−")


def _when(run: RunLine) -> str:
    return f'<time datetime="{run.time.isoformat()}">{run.time:%d %b %Y %H:%M}</time>'
