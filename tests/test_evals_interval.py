import pytest

from evals.interval import Interval, bootstrap_interval


def test_the_interval_holds_the_mean_and_agrees_with_the_normal_approximation():
    values = [1.0] * 80 + [0.0] * 20
    interval = bootstrap_interval(values)
    half_width = 1.96 * (0.8 * 0.2 / 100) ** 0.5
    assert interval.low == pytest.approx(0.8 - half_width, abs=0.015)
    assert interval.high == pytest.approx(0.8 + half_width, abs=0.015)


def test_the_interval_is_the_same_in_two_runs_and_in_any_order():
    values = [index / 37 for index in range(37)]
    mixed = values[1::2] + values[::-2]
    assert bootstrap_interval(values) == bootstrap_interval(values) == bootstrap_interval(mixed)


def test_more_values_and_a_lower_level_make_it_narrower():
    def width(interval):
        return interval.high - interval.low

    few = bootstrap_interval([0.0, 1.0] * 10)
    assert width(bootstrap_interval([0.0, 1.0] * 100)) < width(few)
    assert width(bootstrap_interval([0.0, 1.0] * 10, level=0.5)) < width(few)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], None), ([1.0], Interval(1.0, 1.0)), ([0.0, 0.0], Interval(0.0, 0.0))],
)
def test_no_value_has_no_interval_and_equal_values_one_without_width(values, expected):
    assert bootstrap_interval(values) == expected
