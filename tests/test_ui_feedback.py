"""Judgements of answers, and the evaluation cases that readers make of them."""

import resource
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from page_doubles import cited, parsed, quoting, refusal
from test_ui_history import asked

from assistant.answer import Turn
from evals.case_files import load_cases
from ingest.errors import BriefingError
from ui.feedback.drafts import Drafts
from ui.feedback.judgement import Judgement, Reason
from ui.feedback.store import FILE, FeedbackStore

RIVER = parsed("river", "Walls", "# Walls\n\nThe wall cost 48 million.\nIt was raised in 2017.\n")
COST = cited(RIVER, "The wall cost 48 million.")
RAISED = cited(RIVER, "It was raised in 2017.", 2)


def judged(question: str = "How much did it cost?", **changes: object) -> Judgement:
    (exchange,) = asked(quoting(question, COST, RAISED)).exchanges
    judgement = Judgement("chat", 0, False, exchange, (), datetime.now(UTC), Reason.WRONG, "No!")
    return replace(judgement, **changes)  # type: ignore[arg-type]


def test_judgements_come_back_in_their_order_and_the_last_one_counts(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback")
    assert store.judgements() == ()
    first, second = judged(), judged(liked=True, reason=None, comment="")
    other = judged(conversation_id="another", history=(Turn("user", "Hm?"),))
    for one in (first, second, other):
        store.record(one)
    assert FeedbackStore(tmp_path / "feedback").judgements() == (first, second, other)
    assert store.of("chat") == {0: second}


def test_of_an_answer_its_citations_are_kept_and_not_its_evidence(tmp_path: Path) -> None:
    (exchange,) = asked(refusal("Who paid?", COST)).exchanges
    FeedbackStore(tmp_path).record(judged(exchange=exchange))
    (kept,) = FeedbackStore(tmp_path).judgements()
    assert kept.exchange.answer is not None
    assert kept.exchange.answer.evidence == ()
    assert kept.exchange.answer.text


def test_a_damaged_line_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.record(judged())
    with (tmp_path / FILE).open("a") as file:
        file.write('{"conversation_id": "chat"\n')
    store.record(judged(index=1))
    assert [one.index for one in store.judgements()] == [0, 1]


def test_a_folder_that_cannot_be_made_is_told_clearly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BriefingError, match="could not be written"):
        FeedbackStore(tmp_path / "file" / "feedback").record(judged())
    with pytest.raises(BriefingError, match="could not be written"):
        Drafts(tmp_path / "file").propose(judged(), answers=["48"], answerable=True)


def test_two_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests'); from pathlib import Path;"
        "from test_ui_feedback import FeedbackStore, judged;"
        "store = FeedbackStore(Path(sys.argv[1]));"
        "[store.record(judged(index=n)) for n in range(20)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in "ab"]
    assert [one.wait(60) for one in running] == [0, 0]
    assert len(FeedbackStore(tmp_path).judgements()) == 40


def test_a_draft_is_a_case_that_no_evaluation_reads_until_it_is_accepted(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    file = drafts.propose(judged(), answers=["48 million", " "], answerable=True)
    (case,) = drafts.waiting().cases
    assert case.question == "How much did it cost?"
    assert case.type == "number"
    assert case.answers == (("48 million",),)
    assert [one.quote for one in case.gold] == [COST.quote]
    assert case.note == "From a reader. It is wrong No!"
    assert RAISED.quote in file.read_text()
    with pytest.raises(BriefingError, match="no evaluation cases"):
        load_cases(tmp_path)
    assert load_cases(drafts.accept(case.id)) == (replace(case, source="reviewed.yaml"),)
    assert load_cases(tmp_path)[0].id == case.id
    assert drafts.waiting().cases == ()


@pytest.mark.parametrize(
    ("question", "history", "answerable", "kind"),
    [
        ("Why did it leak?", (), True, "why"),
        ("¿Cuánto costó el muro?", (), True, "spanish"),
        ("And the gate?", (Turn("user", "How high is the wall?"),), True, "follow-up"),
        ("Who paid for the wall?", (), False, "unanswerable"),
        ("Is it strong?", (), True, "paraphrase"),
        ('Was it "48: million" - # or [49]?', (), True, "paraphrase"),
    ],
)
def test_a_draft_has_the_type_that_its_question_shows(
    question: str, history: tuple[Turn, ...], answerable: bool, kind: str, tmp_path: Path
) -> None:
    drafts = Drafts(tmp_path)
    judgement = judged(question, history=history)
    drafts.propose(judgement, answers=["48"] if answerable else [], answerable=answerable)
    (case,) = drafts.waiting().cases
    assert case.type == kind
    assert case.question == question
    assert case.history == history
    assert bool(case.answers) is answerable


def test_an_answerable_case_needs_an_answer(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="What is the right answer"):
        Drafts(tmp_path).propose(judged(), answers=["  "], answerable=True)
    assert Drafts(tmp_path).waiting().cases == ()


@pytest.mark.parametrize("name", ["nothing", "../nothing", ""])
def test_a_draft_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.propose(judged(), answers=["48"], answerable=True)
    with pytest.raises(BriefingError, match="no draft"):
        drafts.accept(name)
    with pytest.raises(BriefingError, match="no draft"):
        drafts.discard(name)


def test_a_discarded_draft_is_gone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    file = drafts.propose(judged(), answers=["48"], answerable=True)
    drafts.discard(file.stem)
    assert drafts.waiting().cases == ()


def test_a_line_that_was_never_finished_takes_no_other_along(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.record(judged("Né?"))
    content = (tmp_path / FILE).read_bytes()
    # Cut in the middle of a character, as a killed process leaves it.
    (tmp_path / FILE).write_bytes(content + content[: content.index("é".encode()) + 1])
    store.record(judged("Why?"))
    assert [one.exchange.question for one in store.judgements()] == ["Né?", "Why?"]


def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.record(judged())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # A file that must not grow is what a full disk looks like from inside.
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, before[1]))
    try:
        with pytest.raises(BriefingError, match="has room"):
            store.record(judged(comment="so " * 2_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    store.record(judged("Why?"))
    assert len(store.judgements()) == 2


def test_an_answer_without_a_word_leaves_no_draft_behind(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    with pytest.raises(BriefingError, match="no word"):
        drafts.propose(judged(), answers=["…"], answerable=True)
    assert drafts.waiting().cases == ()


def test_a_quote_with_a_character_that_yaml_forbids_can_be_drafted(tmp_path: Path) -> None:
    bell = parsed("bell", "Walls", "# Walls\n\nThe wall\x07 cost 48 million.\n")
    (exchange,) = asked(
        quoting("How much?", cited(bell, "The wall\x07 cost 48 million."))
    ).exchanges
    drafts = Drafts(tmp_path)
    drafts.propose(judged(exchange=exchange), answers=["48"], answerable=True)
    (case,) = drafts.waiting().cases
    assert case.gold[0].quote == "The wall\x07 cost 48 million."
