"""The set of faithful and changed sentences, and how well verification tells them."""

from pathlib import Path

import pytest

from evals.verification.cases import load_verification_cases, shipped_cases
from evals.verification.measure import outcomes_of, shares_of
from ingest.errors import BriefingError


# The ends of the intervals of what was last measured: of the changed the lower, of the faithful
# the upper one.
@pytest.mark.parametrize(
    ("split", "caught", "flagged"), [("tune", 0.93, 0.06), ("check", 0.88, 0.18)]
)
def test_changed_sentences_are_caught_and_faithful_ones_let_through(
    split: str, caught: float, flagged: float
) -> None:
    outcomes = [one for one in outcomes_of(shipped_cases()) if one.case.split == split]
    changed, *_, faithful = shares_of(outcomes)
    assert (changed.kind, faithful.kind) == ("changed", "faithful")
    assert changed.share >= caught
    assert faithful.share <= flagged


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- source: [a]", "faithful"),
        ("- {source: [a], faithful: [b], changed: {number: [c]}, extra: 1}", "extra"),
        ("{", "cannot be read"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(text)
    with pytest.raises(BriefingError, match=says):
        load_verification_cases(path, split="tune")


def test_the_same_sentences_get_the_same_verdicts() -> None:
    cases = shipped_cases()[:50]
    assert outcomes_of(cases) == outcomes_of(cases)
