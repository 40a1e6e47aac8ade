"""The queue of proposed cases, walked through with scripted lines."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from page_doubles import parsed

from assistant.answer import Turn
from evals.case import Case, GoldSpan
from evals.case_files import load_cases
from ingest.errors import BriefingError
from ui.feedback.drafts import Drafts
from ui.feedback.review import Tally, review
from ui.feedback.sources import span_saying

RIVER = parsed(
    "river",
    "Walls",
    "# Walls\n\nThe wall is old.\nThe wall cost 48 million.\nIt was raised in 2017.\n\n"
    "## Gates\n\nIt has two gates.\nIt was\x1b[31m red.\nIt was raised in 2019.\n",
)
TEXT = RIVER.document.text


def gold(quote: str) -> GoldSpan:
    start = TEXT.index(quote)
    return GoldSpan("river", start, start + len(quote), quote)


COST = Case(
    "cost", "number", "tune", "en", "How much did it cost?", (), True, (("48 million",),),
    (gold("The wall cost 48 million."),), "Made of a figure. To check: is it about; another one.",
)  # fmt: skip


class Typist:
    """Types the lines that it was given, and keeps what it was shown."""

    def __init__(self, *lines: str) -> None:
        self._lines: Iterator[str] = iter(lines)
        self.shown: list[str] = []
        self.asked: list[str] = []

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        try:
            return next(self._lines)
        except StopIteration:
            raise EOFError from None

    @property
    def text(self) -> str:
        return "\n".join(self.shown)


def walk(folder: Path, *lines: str, cases: tuple[Case, ...] = ()) -> tuple[Tally, Typist]:
    drafts, typist = Drafts(folder), Typist(*lines)
    for case in cases:
        drafts.add(case)
    return review(drafts, [RIVER], ask=typist.ask, say=typist.shown.append), typist


def test_a_draft_is_shown_with_its_source_in_context_and_what_to_check(tmp_path: Path) -> None:
    case = replace(COST, history=(Turn("user", "Is there a wall?"),))
    _, typist = walk(tmp_path, "q", cases=(case,))
    for line in (
        "1 of 1",
        "number, en",
        "Earlier   user: Is there a wall?",
        "Question  How much did it cost?",
        "Answers   48 million",
        "            The wall is old.",
        "          > The wall cost 48 million.",
        "            It was raised in 2017.",
        "To check  is it about",
        "To check  another one",
    ):
        assert line in typist.shown
    assert "gates" not in typist.text, "another section is no context"


@pytest.mark.parametrize(
    ("lines", "tally", "kept", "left"),
    [
        (("a", "a"), (2, 0, 0), ["cost", "raised"], []),
        (("A", "r"), (1, 1, 0), ["cost"], []),
        (("s", "a"), (1, 0, 1), ["raised"], ["cost"]),
        (("a", "q"), (1, 0, 0), ["cost"], ["raised"]),
        (("a",), (1, 0, 0), ["cost"], ["raised"]),
        (("what?", "", "a", "q"), (1, 0, 0), ["cost"], ["raised"]),
    ],
)
def test_each_draft_is_accepted_refused_or_left_as_it_is_typed(
    lines: tuple[str, ...],
    tally: tuple[int, int, int],
    kept: list[str],
    left: list[str],
    tmp_path: Path,
) -> None:
    raised = replace(COST, id="raised", question="When was it raised?", note=None)
    found, _ = walk(tmp_path, *lines, cases=(COST, raised))
    assert (found.accepted, found.rejected, found.skipped) == tally
    assert found.set_file == tmp_path / "reviewed.yaml"
    assert [one.id for one in load_cases(tmp_path)] == kept
    assert [one.id for one in Drafts(tmp_path).waiting().cases] == left


def test_what_was_to_be_checked_is_not_in_the_set(tmp_path: Path) -> None:
    walk(tmp_path, "a", cases=(COST,))
    (case,) = load_cases(tmp_path)
    assert case == replace(COST, note="Made of a figure.", source="reviewed.yaml")


def test_a_draft_is_edited_field_by_field_and_kept_at_once(tmp_path: Path) -> None:
    typed = (
        *("e", "What did the wall cost?", "perhaps", "", "sums", "paraphrase"),
        *("48 million | forty-eight million", "2017 | …", ""),
        *("", "raised", "raised in 2017", ""),
    )
    _, typist = walk(tmp_path, *typed, cases=(COST,))
    assert "The types are: number, who" in typist.text
    assert "“…” holds no word" in typist.text
    assert "“raised” stand in 2 places" in typist.text
    (case,) = Drafts(tmp_path).waiting().cases
    assert (case.question, case.type) == ("What did the wall cost?", "paraphrase")
    assert case.answers == (("48 million", "forty-eight million"), ("2017",))
    assert case.gold == (COST.gold[0], gold("It was raised in 2017."))
    assert case.note == "Made of a figure."


def test_a_draft_that_the_documents_do_not_answer_loses_its_answers(tmp_path: Path) -> None:
    walk(tmp_path, "e", "Who painted it?", "n", "", "a", cases=(COST,))
    (case,) = load_cases(tmp_path)
    assert (case.type, case.answerable, case.answers, case.gold) == ("unanswerable", False, (), ())


def test_groups_and_sources_can_be_dropped(tmp_path: Path) -> None:
    typed = ("e", "", "", "", "-", "two", "", "-", "two gates", "", "a")
    walk(tmp_path, *typed, cases=(COST,))
    (case,) = load_cases(tmp_path)
    assert (case.answers, case.gold) == ((("two",),), (gold("It has two gates."),))


def test_a_draft_whose_document_has_changed_is_not_accepted_as_it_is(tmp_path: Path) -> None:
    moved = replace(COST, gold=(GoldSpan("river", 3, 28, "The wall cost 49 million."),))
    found, typist = walk(tmp_path, "a", "q", cases=(moved,))
    assert found.accepted == 0
    assert "not there any more: The wall cost 49 million." in typist.text
    assert "Not accepted: gold spans do not match" in typist.text
    assert len(Drafts(tmp_path).waiting().cases) == 1


def test_answers_that_no_source_says_are_pointed_at(tmp_path: Path) -> None:
    _, typist = walk(tmp_path, "q", cases=(replace(COST, answers=(("49 million", "49"),)),))
    assert "To check  no source says “49 million | 49”" in typist.shown


def test_an_edit_without_an_answer_is_told_and_the_draft_stays_as_it_was(tmp_path: Path) -> None:
    _, typist = walk(tmp_path, "e", "", "", "", "-", "", "", "", "a", "q", cases=(COST,))
    assert "Not kept yet" in typist.text
    assert "Not accepted" in typist.text
    (case,) = Drafts(tmp_path).waiting().cases
    assert case.answers == COST.answers


def test_a_broken_draft_is_named_and_the_others_are_walked_through(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "broken.yaml").write_text("- id: [", encoding="utf-8")
    found, typist = walk(tmp_path, "a", cases=(COST,))
    assert "Left out" in typist.shown[0]
    assert "broken.yaml" in typist.shown[0]
    assert found.accepted == 1


def test_nothing_in_a_document_moves_the_terminal(tmp_path: Path) -> None:
    case = replace(COST, question="Which\x1b[2J colour?", gold=(gold("It was\x1b[31m red."),))
    _, typist = walk(tmp_path, "q", cases=(case,))
    assert "\x1b" not in typist.text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cost  48\nmillion", "The wall cost 48 million."),
        ("cost 48 million.\nIt was", "The wall cost 48 million.\nIt was raised in 2017."),
        ("cost 49", "stand nowhere"),
        ("was raised", "stand in 2 places"),
    ],
)
def test_a_source_is_named_by_words_that_stand_in_one_place(words: str, found: str) -> None:
    if "stand" in found:
        with pytest.raises(BriefingError, match=found):
            span_saying(words, [RIVER])
        return
    assert span_saying(words, [RIVER]) == gold(found)
