"""Evaluation runs of a server: one at a time, stoppable, stored and compared."""

import json
from pathlib import Path

import pytest
import yaml

from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import BriefingError, BusyError
from ui.application import Application
from ui.evaluating.evaluator import Evaluator
from ui.evaluating.figures import CaseSet, Choice, RunStage
from ui.settings import Settings

FEW = Choice(split="check", types=("off-topic",))


@pytest.fixture
def application(filled_home: Path, embedder: SentenceTransformerEmbedder) -> Application:
    application = Application(Settings(home=filled_home))
    application.__dict__["embedder"] = embedder
    return application


@pytest.fixture
def evaluator(application: Application) -> Evaluator:
    return Evaluator(application)


def reviewed(home: Path, application: Application, **changes: object) -> None:
    text = application.library.document("mano-dura").document.text
    quote = "egomaniac"
    start = text.index(quote)
    case = {
        "id": "mine",
        "type": "who",
        "split": "tune",
        "language": "en",
        "question": "What did Noboa call Bukele?",
        "answerable": True,
        "answers": [["a word that is not there"]],
        "gold": [
            {"document": "mano-dura", "start": start, "end": start + len(quote), "quote": quote}
        ],
    }
    (home / "cases" / "drafts").mkdir(parents=True, exist_ok=True)
    (home / "cases" / "drafts" / "draft.yaml").write_text("not reviewed", encoding="utf-8")
    (home / "cases" / "mine.yaml").write_text(yaml.safe_dump([case | changes]), encoding="utf-8")


def test_a_finished_run_is_stored_listed_and_shown(evaluator: Evaluator, filled_home: Path) -> None:
    assert evaluator.state.stage is RunStage.IDLE
    evaluator.start(FEW)
    ended = evaluator.wait()
    assert (ended.stage, ended.done, ended.problem) == (RunStage.FINISHED, ended.total, "")
    (line,) = evaluator.runs()
    assert (line.run_id, line.cases) == (ended.run_id, ended.total)
    assert line.label == "shipped cases, split check, off-topic"
    stored = json.loads((filled_home / "runs" / f"{line.run_id}.json").read_text("utf-8"))
    assert stored["format"] == 1
    assert stored["provenance"]["settings"]["depth"] == 16
    view = evaluator.view(line.run_id)
    assert [figure.name for figure in view.by_type] == ["off-topic"]
    assert view.by_type[0].mean == line.accuracy.mean
    wrong = round((1 - (line.accuracy.mean or 0)) * line.cases)
    assert len(view.failures) == wrong
    assert Evaluator(evaluator._application).runs() == (line,), "a restart keeps it"
    evaluator.delete(line.run_id)
    assert evaluator.runs() == ()


def test_only_one_run_is_under_way_and_it_can_be_stopped(evaluator: Evaluator) -> None:
    evaluator.start(Choice())
    with pytest.raises(BusyError, match=r"under way .*of 260"):
        evaluator.start(FEW)
    evaluator.stop()
    assert evaluator.state.stage in (RunStage.STOPPING, RunStage.STOPPED)
    assert evaluator.wait(timeout=60).stage is RunStage.STOPPED
    assert evaluator.runs() == ()
    evaluator.start(FEW)
    assert evaluator.wait().stage is RunStage.FINISHED


def test_reviewed_cases_ask_this_homes_documents_and_their_failures_open_there(
    evaluator: Evaluator, application: Application, filled_home: Path
) -> None:
    assert evaluator.offers()[1].problem == "There are no reviewed cases yet."
    reviewed(filled_home, application)
    shipped, own = evaluator.offers()
    assert (sum(number for _, number in shipped.by_type), own.by_type) == (260, (("who", 1),))
    evaluator.start(Choice(CaseSet.REVIEWED))
    (failure,) = evaluator.view(evaluator.wait().run_id).failures
    assert failure.expected == "“a word that is not there”"
    assert failure.reasons == ("does not say 'a word that is not there'",)
    assert [quote.text for quote in failure.gold] == ["egomaniac"]
    assert all(quote.opens for quote in (*failure.gold, *failure.cited, *failure.nearest))
    assert failure.cited[0].heading_path
    text = application.library.document("mano-dura").document.text
    assert all(text[one.start : one.end] == one.text for one in (*failure.cited, *failure.nearest))


def test_two_runs_are_compared_case_by_case(
    evaluator: Evaluator, application: Application, filled_home: Path
) -> None:
    reviewed(filled_home, application)
    evaluator.start(Choice(CaseSet.REVIEWED))
    before = evaluator.wait().run_id
    evaluator.start(Choice(CaseSet.REVIEWED))
    after = evaluator.wait().run_id
    same = evaluator.compare(before, after)
    assert (same.shared, same.mended, same.broken) == (1, (), ())
    assert {change.verdict for change in same.changes} == {"within noise"}
    path = filled_home / "runs" / f"{after}.json"
    content = json.loads(path.read_text("utf-8"))
    content["cases"][0]["scores"][0]["value"] = 1.0
    path.write_text(json.dumps(content), encoding="utf-8")
    assert [case.case_id for case in evaluator.compare(before, after).mended] == ["mine"]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(types=("colour",)), "no case has the type 'colour'"),
        (Choice(CaseSet.REVIEWED), "no evaluation cases at"),
    ],
)
def test_a_choice_without_cases_is_refused_before_anything_runs(
    evaluator: Evaluator, choice: Choice, message: str
) -> None:
    with pytest.raises(BriefingError, match=message):
        evaluator.start(choice)
    assert evaluator.state.stage is RunStage.IDLE


def test_cases_that_do_not_fit_the_documents_end_the_run_with_the_reason(
    evaluator: Evaluator, application: Application, filled_home: Path
) -> None:
    gold = {"document": "another", "start": 0, "end": 9, "quote": "egomaniac"}
    reviewed(filled_home, application, gold=[gold])
    evaluator.start(Choice(CaseSet.REVIEWED))
    ended = evaluator.wait()
    assert ended.stage is RunStage.FAILED
    assert "no document 'another'" in ended.problem


@pytest.mark.parametrize("run_id", ["../settings", "nothing", "", "20260101T000000Z-000000"])
def test_no_other_file_is_opened_as_a_run(evaluator: Evaluator, run_id: str) -> None:
    with pytest.raises(BriefingError, match="There is no run"):
        evaluator.view(run_id)


def test_a_damaged_run_is_left_out_of_the_list(evaluator: Evaluator, filled_home: Path) -> None:
    (filled_home / "runs").mkdir()
    (filled_home / "runs" / "20260101T000000Z-000000.json").write_text("damaged")
    assert evaluator.runs() == ()
