"""Two runs side by side."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from evals.comparison import CHANGED_NEEDED, Verdict, compare, paired_interval, verdict_of
from evals.comparison_terminal import comparison_to_terminal
from evals.interval import Interval, bootstrap_interval
from evals.stored import StoredCase, StoredRun


def case(number: int, **values: float | None) -> StoredCase:
    return StoredCase(
        id=f"case-{number}",
        type="who",
        split="tune",
        question=f"Who is {number}?",
        history=(),
        answerable=True,
        answers=(("Ann",),),
        gold=(),
        note=None,
        status="answered",
        text="Ann.",
        citations=(),
        evidence=(),
        values=values,
        reasons={},
    )


def run(*values: float | None, measure: str = "accuracy") -> StoredRun:
    cases = tuple(case(number, **{measure: value}) for number, value in enumerate(values))
    return StoredRun("2026-11-25T03:00:00+00:00", "abc", {}, "f" * 64, ("brief",), cases)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([0.0] * 20, [1.0] * 12 + [0.0] * 8, Verdict.BETTER),
        ([1.0] * 20, [0.0] * 12 + [1.0] * 8, Verdict.WORSE),
        ([0.0, 1.0] * 10, [1.0, 0.0] * 10, Verdict.WITHIN_NOISE),
        ([0.0, 1.0] * 10, [0.0, 1.0] * 10, Verdict.WITHIN_NOISE),
        # All in one direction, and yet too few.
        ([0.0] * 5 + [1.0] * 95, [1.0] * 100, Verdict.WITHIN_NOISE),
        ([0.0], [1.0], Verdict.WITHIN_NOISE),
    ],
)
def test_a_difference_is_called_one_only_where_chance_would_not_do_that(
    before: list[float], after: list[float], verdict: Verdict
) -> None:
    (difference,) = compare(run(*before), run(*after)).differences
    assert difference.verdict is verdict
    assert difference.interval.low <= difference.change <= difference.interval.high


def test_less_is_better_for_a_measure_that_says_so() -> None:
    before, after = (
        run(*[1.0] * 20, measure="false_refusal"),
        run(*[0.0] * 20, measure="false_refusal"),
    )
    assert compare(before, after).differences[0].verdict is Verdict.BETTER
    assert compare(after, before).differences[0].verdict is Verdict.WORSE


def test_pairs_tell_apart_what_two_wide_intervals_do_not() -> None:
    hard = [0.0, 1.0] * 50
    better = [1.0] * 16 + hard[16:]
    old, new = bootstrap_interval(hard), bootstrap_interval(better)
    assert old is not None
    assert new is not None
    assert new.low < old.high, "the intervals of the runs themselves overlap"
    assert paired_interval(hard, better).low > 0


def test_swapping_the_runs_turns_the_interval_over() -> None:
    before, after = [0.0, 0.5, 1.0, 0.25] * 8, [1.0, 0.5, 0.75, 0.5] * 8
    there, back = paired_interval(before, after), paired_interval(after, before)
    assert there.low == pytest.approx(-back.high, abs=0.02)
    assert there.high == pytest.approx(-back.low, abs=0.02)
    assert paired_interval(before, after) == there, "the same runs give the same interval"


@pytest.mark.parametrize(("before", "after"), [([], []), ([1.0], [1.0, 0.0])])
def test_values_that_are_no_pairs_are_refused(before: list[float], after: list[float]) -> None:
    with pytest.raises(ValueError, match=r"pair|longer"):
        paired_interval(before, after)


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [(CHANGED_NEEDED, Verdict.BETTER), (CHANGED_NEEDED - 1, Verdict.WITHIN_NOISE)],
)
def test_few_changed_cases_say_nothing(changed: int, verdict: Verdict) -> None:
    interval = Interval(0.01, 0.2)
    assert verdict_of(interval, changed=changed, lower_is_better=False) is verdict


def test_it_names_the_cases_that_changed_and_counts_those_that_are_not_shared() -> None:
    before, after = run(0.0, 1.0, 1.0, 0.0), run(1.0, 0.0, 1.0)
    comparison = compare(before, after)
    assert (comparison.mended, comparison.broken) == (("case-0",), ("case-1",))
    assert (comparison.shared, comparison.only_before, comparison.only_after) == (3, 1, 0)


def test_a_case_that_was_edited_is_not_the_same_case() -> None:
    before = run(0.0, 1.0)
    edited = replace(before.cases[0], question="Who else?", values={"accuracy": 1.0})
    comparison = compare(before, replace(before, cases=(edited, before.cases[1])))
    assert (comparison.shared, comparison.only_before, comparison.only_after) == (1, 1, 1)
    assert comparison.mended == ()


def test_what_only_one_run_scored_is_left_out() -> None:
    before, after = run(None, 1.0), run(1.0, 1.0)
    (difference,) = compare(before, after).differences
    assert difference.cases == 1
    assert compare(run(None), run(1.0)).differences == ()


def test_runs_about_different_texts_are_told_apart() -> None:
    other = replace(run(1.0), corpus_fingerprint="0" * 64)
    assert compare(run(1.0), run(1.0)).same_documents
    assert not compare(run(1.0), other).same_documents


def test_the_terminal_shows_change_interval_and_verdict_within_100_columns() -> None:
    console = Console(width=100, file=StringIO())
    console.print(comparison_to_terminal(compare(run(*[0.0] * 20), run(*[1.0] * 20))))
    shown = console.file.getvalue()
    for words in ("accuracy", "+1.000", "better", "Right now (20)", "Wrong now (0): none"):
        assert words in shown
