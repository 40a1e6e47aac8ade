"""The evaluation as HTML."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ui.evaluating.figures import (
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
from ui.page.evaluation_view import (
    chart_html,
    comparison_html,
    figures_html,
    run_html,
    runs_html,
    state_html,
)

HOSTILE = '<script>alert(1)</script>"onload="x'
FIGURE = Figure("who", "a person", 12, 0.75, 0.5, 0.9)
LINE = RunLine(
    "20261125T031500Z-abcdef",
    datetime(2026, 11, 25, 3, 15, tzinfo=UTC),
    "0123456789abcdef-dirty",
    "shipped cases, split check",
    109,
    FIGURE,
)
QUOTE = Quote("brief", 5, 9, "Rye.", ("Bread", "Prices"), opens=True)
FAILURE = Failure(
    "c1",
    "who",
    "Who bakes?",
    ("What is baked?",),
    "“Ann”",
    "Rye. [1]",
    "answered",
    ("does not say 'Ann'",),
    (QUOTE,),
    (QUOTE,),
    (replace(QUOTE, opens=False),),
)
CASE = ChangedCase("c1", "who", "Who bakes?", "Rye.", "Ann.")
COMPARISON = ComparisonView(
    LINE,
    LINE,
    (Change("accuracy", "right answers", 0.5, 0.75, 0.1, 0.4, 20, "better"),),
    (CASE,),
    (),
    20,
    1,
    2,
    same_documents=False,
)


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (RunState(RunStage.PREPARING, "all", total=9), "reading the documents"),
        (RunState(RunStage.RUNNING, "all", 3, 9, "typo"), "3 of 9, now typo"),
        (RunState(RunStage.STOPPING, "all", 3, 9), "stopping"),
        (RunState(RunStage.STOPPED, "all", 3, 9), "stopped after 3 of 9. Nothing was stored."),
        (RunState(RunStage.FINISHED, "all", 9, 9), "done, 9 cases"),
        (RunState(RunStage.FAILED, "all", problem="disk full"), "disk full"),
    ],
)
def test_each_state_of_a_run_is_told_in_words(state: RunState, shown: str) -> None:
    assert shown in state_html(state)


def test_before_the_first_run_there_is_an_invitation() -> None:
    assert state_html(RunState()) == ""
    assert "No run yet" in runs_html([])


def test_the_list_of_runs_shows_time_figure_interval_and_commit() -> None:
    html = runs_html([LINE], chosen=LINE.run_id)
    for shown in ("25 Nov 2026 03:15", "75 %", "50 to 90", "01234567-dirty", 'aria-current="true"'):
        assert shown in html


def test_the_chart_is_a_table_whose_bars_have_the_figures_length() -> None:
    html = chart_html([FIGURE, Figure("why", "a cause", 0, None, None, None)])
    assert '<span class="bar" style="width:75.0%">' in html
    assert 'class="interval" style="left:50.0%;width:40.0%"' in html
    assert "75 % (50 to 90)" in html
    assert html.count('<span class="bar"') == 1, "what nothing counts for has no bar"
    assert html.count('scope="row"') == 2


def test_a_failure_shows_question_expected_got_and_evidence_that_opens() -> None:
    html = run_html(RunView(LINE, (FIGURE,), (FIGURE,), (FAILURE,)), {"brief": "The brief"})
    for shown in ("Who bakes?", "What is baked?", "“Ann”", "Rye. [1]", "does not say"):
        assert shown.replace("'", "&#x27;") in html
    assert html.count('data-doc="brief" data-start="5" data-end="9"') == 2
    assert "Bread › Prices › The brief" in html
    assert "Not in the library as it was then" in html


def test_a_run_without_failures_says_so() -> None:
    assert "Every case was right." in run_html(RunView(LINE, (), (), ()), {})


def test_a_comparison_shows_the_verdict_the_interval_and_the_changed_cases() -> None:
    html = comparison_html(COMPARISON)
    for shown in (
        "+25.0 (+10.0 to +40.0)",
        "better",
        "Right now, wrong before (1)",
        "Wrong now, right before (0)",
        "3 are in one only",
        "different texts",
    ):
        assert shown in html


def test_nothing_foreign_is_markup() -> None:
    figure = replace(FIGURE, name=HOSTILE, meaning=HOSTILE)
    line = replace(LINE, run_id=HOSTILE, label=HOSTILE, commit=HOSTILE)
    quote = replace(QUOTE, doc_id=HOSTILE, text=HOSTILE, heading_path=(HOSTILE,))
    failure = Failure(
        HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, HOSTILE, (HOSTILE,),
        (quote,), (replace(quote, opens=False),), (quote,),
    )  # fmt: skip
    changed = ChangedCase(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    change = Change(HOSTILE, HOSTILE, 0.0, 1.0, 0.0, 1.0, 9, HOSTILE)
    for html in (
        *(state_html(RunState(stage, HOSTILE, 1, 2, HOSTILE, HOSTILE)) for stage in RunStage),
        runs_html([line]),
        figures_html([figure]),
        run_html(RunView(line, (figure,), (figure,), (failure,)), {HOSTILE: HOSTILE}),
        comparison_html(
            replace(COMPARISON, before=line, after=line, changes=(change,), broken=(changed,))
        ),
    ):
        assert "<script>" not in html
        assert '"onload' not in html
