"""The queue of proposed cases and the set that accepted ones go to, on real files."""

import resource
from dataclasses import replace
from pathlib import Path

import pytest
from evals_factories import CRANE, case, gold
from test_ui_feedback import judged

from evals.case_files import load_cases, parse_cases
from evals.case_text import case_text
from ingest.errors import BriefingError
from ui.feedback.draft import draft_of
from ui.feedback.drafts import Drafts
from ui.feedback.reviewed import FILE, ReviewedCases
from ui.feedback.store import FILE as JUDGEMENTS
from ui.feedback.store import FeedbackStore


def test_a_case_that_is_written_is_read_as_it_was() -> None:
    written = case(answers=(("1931", "in ‘31"), ("no: 1",)), gold=(gold(CRANE),), note="a # b")
    assert parse_cases(case_text(written), source="") == (written,)


def test_a_broken_draft_is_named_and_hides_no_other(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.add(case(id="first"))
    drafts.add(case(id="second"))
    folder = tmp_path / "drafts"
    (folder / "broken.yaml").write_text("- id: [", encoding="utf-8")
    (folder / "many.yaml").write_text(case_text(case(id="a")) + case_text(case(id="b")))
    waiting = drafts.waiting()
    assert [one.id for one in waiting.cases] == ["first", "second"]
    broken, many = waiting.problems
    assert ("broken.yaml" in broken, "many.yaml" in many) == (True, True)
    with pytest.raises(BriefingError, match="several"):
        drafts.accept("many")
    drafts.accept("first")
    drafts.discard("broken")
    assert [one.id for one in drafts.waiting().cases] == ["second"]


def test_a_draft_is_accepted_by_the_name_of_its_file(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.add(case(id="opened")).rename(tmp_path / "drafts" / "renamed.yaml")
    (waiting,) = drafts.waiting().cases
    assert draft_of(waiting).name == "renamed"
    assert [one.id for one in load_cases(drafts.accept("renamed"))] == ["opened"]


def test_accepted_cases_stand_behind_what_the_set_holds_and_leave_it_as_it_is(
    tmp_path: Path,
) -> None:
    (tmp_path / FILE).write_text(f"# mine\n{case_text(case(id='mine')).rstrip()}", "utf-8")
    reviewed = ReviewedCases(tmp_path)
    reviewed.add(case(id="fresh"))
    assert (tmp_path / FILE).read_text("utf-8").startswith("# mine\n")
    assert [one.id for one in load_cases(tmp_path)] == ["mine", "fresh"]


def test_a_case_is_in_the_set_once_and_another_of_its_id_gets_its_own(tmp_path: Path) -> None:
    reviewed = ReviewedCases(tmp_path)
    (tmp_path / "older.yaml").write_text(case_text(case(id="opened", question="When?")))
    for one in (case(id="opened"), case(id="fresh"), case(id="fresh", source="elsewhere")):
        reviewed.add(one)
    assert [one.id for one in load_cases(tmp_path)] == ["opened", "opened-2", "fresh"]


def test_a_set_that_is_broken_stays_as_it_is_and_so_does_the_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.add(case(id="first"))
    (tmp_path / FILE).write_text("- id: [", encoding="utf-8")
    with pytest.raises(BriefingError, match=FILE):
        drafts.accept("first")
    assert (tmp_path / FILE).read_text() == "- id: ["
    assert len(drafts.waiting().cases) == 1


def test_a_disk_that_fills_up_leaves_the_set_and_the_draft_as_they_were(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.add(case(id="first"))
    drafts.accept("first")
    drafts.add(case(id="second"))
    long = case(id="second", note="so " * 5_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # A file that must not grow is what a full disk looks like from inside.
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, before[1]))
    try:
        with pytest.raises(BriefingError, match="has room"):
            drafts.accept("second", long)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [one.id for one in load_cases(tmp_path)] == ["first"]
    assert len(drafts.waiting().cases) == 1


def test_a_refused_question_is_remembered(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    assert drafts.refused() == frozenset()
    drafts.add(case(id="first", question="When did São João open?"))
    drafts.discard("first")
    assert drafts.refused() == {("when", "did", "sao", "joao", "open")}


def test_what_cannot_be_loaded_is_not_proposed(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="without answers"):
        Drafts(tmp_path).add(case(answers=()))
    assert Drafts(tmp_path).waiting().cases == ()


def test_judgements_that_were_read_are_not_read_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store, other = FeedbackStore(tmp_path), FeedbackStore(tmp_path)
    store.record(judged())
    with (tmp_path / JUDGEMENTS).open("a") as file:
        file.write("damaged\n")
    assert len(store.judgements()) == 1
    other.record(judged("Why?", index=1))
    assert [one.index for one in store.judgements()] == [0, 1]
    # Were the first lines read again, the damaged one would be told again.
    assert caplog.text.count("is damaged") == 1


def test_a_file_of_judgements_that_was_changed_by_hand_is_read_anew(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    for index in range(3):
        store.record(judged(index=index))
    assert len(store.judgements()) == 3
    file = tmp_path / JUDGEMENTS
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[1:]))
    assert [one.index for one in store.judgements()] == [1, 2]
    file.unlink()
    assert store.judgements() == ()
    store.record(replace(judged(), index=7))
    assert [one.index for one in store.judgements()] == [7]
