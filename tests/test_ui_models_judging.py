"""Who may judge: consent, keys and networks, and a whole evaluation with a judge over real HTTP."""

import json
from pathlib import Path

import pytest
from chat_server import Behaviour, chat_server, sent_text
from command_line import run
from pydantic import SecretStr

from ingest.errors import BriefingError
from ui.application import Application
from ui.cli import PROBLEM
from ui.models.judging import judge_of, judging
from ui.models.writer import ConsentNeededError
from ui.settings import load_settings

KEY = "sk-very-secret"
HERE, ELSEWHERE = "http://127.0.0.1:8080/v1", "https://models.example.com/v1"


@pytest.mark.parametrize(
    ("writer", "writer_url", "judge", "judge_url", "is_sent"),
    [
        ("openai:a", "", "openai:b", "", True),
        ("openai:a", HERE, "openai:b", HERE, True),
        ("quoting", "", "openai:b", "", True),
        ("anthropic:a", "", "openai:b", "", False),
        ("openai:a", HERE, "openai:b", "", False),
        ("openai:a", "", "openai:b", ELSEWHERE, False),
        ("quoting", HERE, "openai:b", ELSEWHERE, False),
    ],
)
def test_a_key_goes_to_a_judge_at_the_same_place_alone(
    writer: str, writer_url: str, judge: str, judge_url: str, is_sent: bool, tmp_path: Path
) -> None:
    settings = load_settings(
        home=tmp_path, model=writer, model_url=writer_url, model_key=SecretStr(KEY)
    )
    key = judging(settings, judge, url=judge_url).model_key
    assert (key is not None) is is_sent


def test_a_hosted_judge_needs_consent_and_a_network(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path)
    with pytest.raises(ConsentNeededError, match="models allow openai:b"):
        _ = Application(judging(settings, "openai:b")).writers
    with pytest.raises(BriefingError, match="--offline forbids"):
        _ = Application(judging(load_settings(home=tmp_path, offline=True), "openai:b")).writers


@pytest.mark.parametrize(
    ("judge", "message"),
    [("quoting", "judges nothing"), ("nobody:b", "not known"), ("openai", "no provider")],
)
def test_what_is_no_chat_model_judges_nothing(judge: str, message: str, tmp_path: Path) -> None:
    settings = judging(load_settings(home=tmp_path), judge, url=HERE)
    with pytest.raises(BriefingError, match=message):
        judge_of(Application(settings).writers)


@pytest.mark.usefixtures("one_model")
def test_an_evaluation_shows_what_the_judge_says_and_its_gate_does_not_look_at_it(
    tmp_path: Path,
) -> None:
    report, markdown = tmp_path / "run.json", tmp_path / "run.md"
    selected = ("--split", "check", "--type", "when")
    with chat_server(Behaviour("1: yes\n2: yes"), Behaviour("1: no\n2: no")) as server:
        ran = run(
            *("eval", *selected, "--fail-under", "completed=1.0"),
            *("--judge", "openai:scripted", "--judge-url", server.address),
            *("--json", report, "--markdown", markdown),
        )
        asked = [sent_text(request) for request in server.requests]
    assert ran.code == 0
    assert "judged by openai:scripted" in ran.out
    assert "What a judge says" in markdown.read_text("utf-8")
    record = json.loads(report.read_text("utf-8"))
    read = [one for one in record["judge"]["cases"] if one["readings"]]
    assert len(asked) == 3 * len(read)
    assert all("Statements:" in text for text in asked)
    assert record["judge"]["summary"]["failed_calls"] + sum(
        one["value"] is not None for case in read for one in case["readings"]
    ) == len(asked)


@pytest.mark.usefixtures("one_model")
def test_a_judge_that_fails_changes_no_measure(tmp_path: Path) -> None:
    selected = ("eval", "--split", "check", "--type", "off-topic")
    plain, judged = tmp_path / "plain.json", tmp_path / "judged.json"
    with chat_server(Behaviour(status=401)) as server:
        assert run(*selected, "--json", plain).code == 0
        where = ("--judge", "openai:scripted", "--judge-url", server.address)
        assert run(*selected, *where, "--json", judged).code == 0
    first, second = (json.loads(one.read_text("utf-8")) for one in (plain, judged))
    assert first["summary"]["overall"] == second["summary"]["overall"]
    assert second["judge"]["summary"]["mean"] is None


def test_a_judge_without_consent_is_refused_before_anything_is_run() -> None:
    ran = run("eval", "--judge", "openai:b")
    assert ran.code == PROBLEM
    assert "briefing models allow openai:b" in ran.err
    assert ran.out == ""
