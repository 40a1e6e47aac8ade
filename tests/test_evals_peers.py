"""Another pipeline on the same cases, and both side by side."""

import pytest
from click.testing import CliRunner

from assistant.answer import Answer, Citation, Status
from evals.case import Case, GoldSpan
from evals.peers.side_by_side import lines_of, side_by_side
from evals.peers.tutorial import CHUNKS_SHOWN, TutorialPipeline
from evals.run import run_cases
from ingest.embedding import SentenceTransformerEmbedder
from ui.cli import briefing

FACT = "The ferry to Norrholm carries 64 cars."
TEXT = "\n\n".join(
    f"Paragraph {number} is about nothing in particular and goes on for a while. " * 8
    if number != 5
    else FACT
    for number in range(12)
)
START = TEXT.index(FACT)
KNOWN = Case(
    "known", "number", "check", "en", "How many cars does the ferry carry?", (), True,
    (("64 cars",),), (GoldSpan("ferry", START, START + len(FACT), FACT),),
)  # fmt: skip
UNKNOWN = Case("unknown", "unanswerable", "check", "en", "Who owns the bank?", (), False, (), ())


class Short:
    """Answers the known case in one sentence, and refuses the other."""

    def answer(self, question: str, history: object = ()) -> Answer:
        if question == UNKNOWN.question:
            return Answer(
                question, question, "No.", Status.ABSTAINED, (), (), "short", {"total": 0}
            )
        citation = Citation(1, "ferry", START, START + len(FACT), FACT, ())
        return Answer(
            question, question, f"{FACT} [1]", Status.ANSWERED, (citation,), (), "short",
            {"total": 0},
        )  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> TutorialPipeline:
    return TutorialPipeline({"ferry": TEXT}, SentenceTransformerEmbedder())


def test_the_pipeline_shows_its_nearest_chunks_at_their_places(
    pipeline: TutorialPipeline,
) -> None:
    answer = pipeline.answer(KNOWN.question)
    assert len(answer.citations) == CHUNKS_SHOWN
    assert any(FACT in one.quote for one in answer.citations)
    for one in answer.citations:
        assert TEXT[one.start : one.end] == one.quote
    assert pipeline.answer(UNKNOWN.question).status is Status.ANSWERED


def test_both_are_measured_on_the_same_cases(pipeline: TutorialPipeline) -> None:
    texts, cases = {"ferry": TEXT}, [KNOWN, UNKNOWN]
    ours, theirs = (run_cases(cases, one, texts) for one in (Short(), pipeline))
    rows = {row.name: row for row in side_by_side(ours, theirs)}
    assert (rows["says all it must, however long"].ours, rows["words shown"].ours) == (1.0, 7.0)
    assert rows["says all it must, however long"].theirs == 1.0
    assert rows["words shown"].theirs > 300
    refusing = rows["refuses what the documents do not answer"]
    assert (refusing.ours, refusing.theirs, refusing.cases) == (1.0, 0.0, 1)
    table = list(lines_of(list(rows.values()), name="tutorial"))
    assert "| refuses what the documents do not answer | 100 % | 0 % | +100 %" in table[-1]


def test_the_command_prints_the_table() -> None:
    result = CliRunner().invoke(
        briefing,
        ["eval", "--split", "check", "--type", "off-topic", "--against", "tutorial"],
        catch_exceptions=False,
    )
    assert result.exit_code == 0
    assert "| refuses what the documents do not answer | 100 % | 0 % |" in result.stdout
