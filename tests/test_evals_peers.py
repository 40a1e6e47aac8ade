"""Another pipeline on the same cases, and both side by side."""

import socket
import sys

import pytest
from click.testing import CliRunner
from command_line import check_refused, run

from assistant.answer import Answer, Citation, Status
from evals.case import Case, GoldSpan
from evals.peers.named import peer_of
from evals.peers.side_by_side import lines_of, side_by_side
from evals.peers.tutorial import CHUNKS_SHOWN, TutorialPipeline
from evals.run import Answering, run_cases
from ingest.embedding import SentenceTransformerEmbedder
from ui.cli import PROBLEM, briefing

FACT = "The ferry to Norrholm carries 64 cars."
TEXT = "\n\n".join(
    f"Paragraph {number} is about nothing in particular and goes on for a while. " * 8
    if number != 5
    else FACT
    for number in range(12)
)
# Several chunks of 1,024 tokens.
LONG = "\n\n".join([TEXT] * 2 + [TEXT.replace(FACT, "The other ferry carries 12 cars.")] * 3)
TEXTS = {"ferry": LONG, "bees": "Bees carry cars in no known ferry.\n"}
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
def pipeline(embedder: SentenceTransformerEmbedder) -> TutorialPipeline:
    return TutorialPipeline({"ferry": TEXT}, embedder)


@pytest.fixture(scope="module")
def llamaindex(embedder: SentenceTransformerEmbedder) -> Answering:
    """Return LlamaIndex's pipeline on a long text; whatever would leave the machine fails."""

    def refuse(*_: object) -> None:
        raise OSError("no network in this test")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        return peer_of("llamaindex", TEXTS, embedder)


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


def test_llamaindex_shows_its_two_nearest_chunks_at_their_places_and_needs_no_network(
    llamaindex: Answering,
) -> None:
    answer = llamaindex.answer(KNOWN.question, ())
    assert (answer.model_name, answer.status) == ("llamaindex", Status.ANSWERED)
    assert [one.number for one in answer.citations] == [1, 2]
    for one in answer.citations:
        assert TEXTS[one.doc_id][one.start : one.end] == one.quote
        assert len(one.quote) < 8_000
    assert answer.text == "\n\n".join(f"{one.quote} [{one.number}]" for one in answer.citations)
    assert {one.doc_id for one in answer.citations} == {"bees", "ferry"}


def test_llamaindex_is_measured_as_the_tutorial_is(llamaindex: Answering) -> None:
    ours, theirs = (run_cases([UNKNOWN], one, {"ferry": LONG}) for one in (Short(), llamaindex))
    rows = {row.name: row for row in side_by_side(ours, theirs)}
    assert rows["refuses what the documents do not answer"].theirs == 0.0


def test_a_missing_package_is_told_with_the_command_before_anything_is_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "evals.peers.llamaindex", raising=False)
    monkeypatch.setitem(sys.modules, "llama_index.core", None)
    ran = run("eval", "--against", "llamaindex")
    check_refused(ran, PROBLEM, "LlamaIndex is not installed", '-e ".[peers]"')
    assert ran.out == ""


@pytest.mark.parametrize("name", ["tutorial", "llamaindex"])
def test_the_command_prints_the_table(name: str) -> None:
    result = CliRunner().invoke(
        briefing,
        ["eval", "--split", "check", "--type", "off-topic", "--against", name],
        catch_exceptions=False,
    )
    assert result.exit_code == 0
    assert f"| | Briefing | {name} | difference (95 %) | cases |" in result.stdout
    assert "| refuses what the documents do not answer | 100 % | 0 % |" in result.stdout
