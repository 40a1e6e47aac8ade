"""Both sides of a contradiction."""

from pathlib import Path

import pytest
from assistant_doubles import document, evidence
from composing_doubles import check, found

from assistant.answer import Evidence
from assistant.quoting.conflict import compose_conflict, conflicting

TEXT = (
    "# Harbours\n\n"
    "The ferry of Norrholm carries 64 cars on each crossing. Snow closed both roads.\n\n"
    "The council met in May. Nobody voted against the toll.\n\n"
    "The ferry of Norrholm carries 80 cars on each crossing to Sund.\n"
)


def pair(left: str, right: str) -> list[Evidence]:
    source = document(f"{left} {right}")
    return [
        evidence(text, source=source, score=score) for text, score in ((left, 1.0), (right, 0.9))
    ]


def test_both_figures_for_one_thing_are_quoted_in_order(tmp_path: Path) -> None:
    material = found("Do the figures for cars on the ferry contradict?", {"a": TEXT}, tmp_path)
    text = check(list(compose_conflict(material)))
    assert text.index("64 cars") < text.index("80 cars")


def test_the_nearest_is_quoted_where_nothing_contradicts(tmp_path: Path) -> None:
    material = found("Does it contradict itself on the toll?", {"a": TEXT[-140:]}, tmp_path)
    assert check(list(compose_conflict(material)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The ferry of Norrholm carries 64 cars a trip.",
            "The ferry of Norrholm carries 80 cars a trip.",
        ),
        ("The old mole cost the town $3 million.", "The old mole cost the town $5 million."),
        ("The town bought its ferry in 2019.", "The town bought its ferry in 2021."),
    ],
)
def test_another_figure_for_the_same_thing_is_found(left: str, right: str) -> None:
    other = conflicting(pair(left, right))
    assert other is not None
    assert other.text == right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The ferry of Norrholm carries 64 cars.", "The ferry of Sund carries 80 cars."),
        (
            "In 2019 the mole cost the town $3 million.",
            "In 2021 the mole cost the town $5 million.",
        ),
        ("The rate of the island is 20.9 percent.", "The rate of the island is 21 percent."),
        ("The ferry of Norrholm carries 64 cars.", "The ferry of Norrholm sails 2 times."),
        ("The ferry carries 64 cars.", "Storms damaged 20 boats and 80 cars."),
    ],
)
def test_what_differs_rightly_is_no_contradiction(left: str, right: str) -> None:
    assert conflicting(pair(left, right)) is None


def test_nothing_contradicts_nothing() -> None:
    assert conflicting([]) is None
