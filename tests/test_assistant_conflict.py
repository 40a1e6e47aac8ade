"""Both sides of a contradiction."""

from pathlib import Path

import pytest
from composing_doubles import check, found

from assistant.quoting.conflict import compose_conflict
from assistant.quoting.figures import Figure, clashing_units, figures_in

TEXT = (
    "# Harbours\n\n"
    "The ferry of Norrholm carries 64 cars on each crossing. Snow closed both roads.\n\n"
    "The council met in May. Nobody voted against the toll.\n\n"
    "The ferry of Norrholm carries 80 cars on each crossing to Sund.\n"
)


def test_both_figures_for_one_thing_are_quoted_in_order(tmp_path: Path) -> None:
    material = found("Do the figures for cars on the ferry contradict?", {"a": TEXT}, tmp_path)
    text = check(list(compose_conflict(material)))
    assert text.index("64 cars") < text.index("80 cars")


def test_the_nearest_is_quoted_where_nothing_contradicts(tmp_path: Path) -> None:
    material = found("Does it contradict itself on the toll?", {"a": TEXT[-140:]}, tmp_path)
    assert check(list(compose_conflict(material)))


def test_what_speaks_of_a_contradiction_is_quoted_with_what_it_speaks_of(tmp_path: Path) -> None:
    text = (
        "# Harbours\n\nThe annex counts 12 moles along the coast. This does not match the map "
        "of the moles.\n\nSnow closed both roads. The council met in May.\n"
    )
    material = found("Are there contradictions about the moles?", {"a": text}, tmp_path)
    quoted = check(list(compose_conflict(material)))
    assert quoted.index("The annex counts 12 moles") < quoted.index("This does not match")


@pytest.mark.parametrize(
    ("left", "right", "units"),
    [
        ("The ferry carries 64 cars a trip.", "The ferry carries 80 cars a trip.", {"car"}),
        ("The mole cost $3 million.", "The mole cost $5 million.", {"$"}),
        ("The town bought it in 2019.", "The town bought it in 2021.", {"year"}),
        ("Of the boats 20 percent leak.", "Of the boats 40% leak.", {"%"}),
        ("The rate is 20.9 percent.", "The rate is 21 percent.", set()),
        ("Some 6.3 million people sailed.", "Of 6,312,000 people some sailed.", set()),
        ("The ferry carries 64 cars.", "The ferry sails 2 times.", set()),
        ("It carries 64 cars and 12 boats.", "It carries 64 cars and 13 boats.", {"boat"}),
        ("Nothing is counted.", "The ferry carries 64 cars.", set()),
    ],
)
def test_figures_clash_that_count_the_same_and_do_not_agree(
    left: str, right: str, units: set[str]
) -> None:
    assert clashing_units(left, right) == units
    assert clashing_units(right, left) == units


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It cost $9.5 million in 2019.", [Figure(9.5e6, "$", 1e5), Figure(2019, "year", 1)]),
        ("Some 1,900 cars and 4,5 por ciento.", [Figure(1900, "car", 1), Figure(4.5, "%", 0.1)]),
        ("Part 3 is about it; see ISO-9001.", []),
    ],
)
def test_a_figure_has_a_value_a_unit_and_a_last_digit(text: str, figures: list[Figure]) -> None:
    assert figures_in(text) == [
        Figure(pytest.approx(one.value), one.unit, pytest.approx(one.step)) for one in figures
    ]
