"""How right a glance is: judgements are checked, and what nobody read is never counted as right."""

from pathlib import Path

import pytest

from evals.glance.__main__ import table_of
from evals.glance.judgements import JUDGEMENTS, load_judgements
from evals.glance.precision import precision_of, wilson_interval
from evals.glance.rows import JudgedRow, rows_of
from ingest.document import ParsedDocument
from ingest.errors import BriefingError
from ingest.parsing import parse_file

BRIEF = Path(__file__).parent.parent / "corpus" / "mano-dura.md"
RIGHT = JudgedRow("figure", 0, 9, "12 | cars |  | ")
WRONG = JudgedRow("figure", 10, 19, "13 | cars |  | ")
NEW = JudgedRow("figure", 0, 9, "12 | cars | Peru | ")


@pytest.fixture(scope="module")
def brief() -> ParsedDocument:
    return parse_file(BRIEF, "mano-dura").parsed


def test_every_row_of_the_shipped_brief_is_judged(brief: ParsedDocument) -> None:
    judgements = load_judgements(JUDGEMENTS / "mano-dura.yaml", brief.document)
    measured = precision_of(rows_of(brief), judgements)
    assert [one.unjudged for one in measured] == [()] * len(measured)


def test_a_row_that_changed_is_unjudged_and_counts_as_neither() -> None:
    figures, *_ = precision_of([RIGHT, WRONG, NEW], {RIGHT: True, WRONG: False})
    assert (figures.right, figures.judged, figures.share) == (1, 2, 0.5)
    assert figures.unjudged == (NEW,)


def test_a_kind_without_judged_rows_has_no_precision() -> None:
    events = precision_of([], {})[1]
    assert (events.share, events.interval) == (None, None)


def test_few_right_rows_leave_a_wide_interval() -> None:
    few, many = wilson_interval(5, 5), wilson_interval(500, 500)
    assert few.low < 0.6 < 0.99 < many.low
    assert few.high == pytest.approx(1.0)
    assert many.high == pytest.approx(1.0)


def test_the_report_names_what_is_wrong_and_what_is_unjudged() -> None:
    lines = list(table_of(precision_of([WRONG, NEW], {WRONG: False})))
    assert "wrong: figure at 10: 13 | cars |  | " in lines
    assert "unjudged: figure at 0: 12 | cars | Peru | " in lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- kind: colour", "cannot use"),
        (
            "- {kind: event, start: 0, end: 3, quote: xyz, value: a, right: true}",
            "Judge the row anew",
        ),
        (
            "- &a {kind: event, start: 0, end: 3, quote: '---', value: a, right: true}\n- *a",
            "judged twice",
        ),
    ],
)
def test_a_judgement_that_cannot_hold_is_refused(
    content: str, said: str, tmp_path: Path, brief: ParsedDocument
) -> None:
    path = tmp_path / "judged.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BriefingError, match=said):
        load_judgements(path, brief.document)
