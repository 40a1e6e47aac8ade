"""Chat models in the settings: who may be sent what, and what is kept of it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from chat_server import Behaviour, chat_server
from click.testing import CliRunner
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from langchain_core.messages import HumanMessage

from assistant.writing.chat_models import ChatModelSpec
from assistant.writing.kept_calls import KeptCalls
from ingest.errors import BriefingError
from ui.application import Application
from ui.cli import briefing
from ui.exchange import answer_record
from ui.models.consent import Consents, what_is_sent
from ui.models.keys import with_key
from ui.models.reaching import reached
from ui.models.writer import ConsentNeededError
from ui.settings import load_settings

HOSTED = ChatModelSpec("openai:gpt-5")
ELSEWHERE = ChatModelSpec("openai:gpt-5", base_url="https://models.example.com/v1")
LOCAL = ChatModelSpec("openai:any", base_url="http://127.0.0.1:8080/v1")
KEY = "sk-very-secret"
QUESTION = "What does CECOT cost to build?"
WRITTEN = "Building CECOT cost around $70 million [2]. It cost $71 million [2]."


def test_what_was_agreed_to_is_remembered_by_model_and_host(tmp_path: Path) -> None:
    path = tmp_path / "home" / "models.json"
    consents = Consents(path)
    assert consents.is_allowed(LOCAL)
    assert not consents.is_allowed(HOSTED)
    consents.allow(HOSTED)
    assert Consents(path).is_allowed(HOSTED)
    assert not consents.is_allowed(ELSEWHERE)
    assert consents.forbid(HOSTED.name) == 1
    assert not consents.is_allowed(HOSTED)


def test_a_damaged_file_of_consents_allows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "models.json"
    path.write_text("{")
    with pytest.raises(BriefingError, match="allow them anew"):
        Consents(path).is_allowed(HOSTED)


def test_what_is_sent_names_the_host() -> None:
    assert "models.example.com" in what_is_sent(ELSEWHERE)
    assert "nothing is sent" in what_is_sent(LOCAL)


def test_a_hosted_model_is_refused_until_somebody_agrees(tmp_path: Path) -> None:
    application = Application(load_settings(home=tmp_path, model=HOSTED.name))
    with pytest.raises(ConsentNeededError, match="briefing models allow openai:gpt-5"):
        _ = application.assistant
    application.consents.allow(HOSTED)
    assert application.assistant.model_name == HOSTED.name


def test_offline_forbids_a_hosted_model_even_if_it_was_allowed(tmp_path: Path) -> None:
    application = Application(load_settings(home=tmp_path, model=HOSTED.name, offline=True))
    application.consents.allow(HOSTED)
    with pytest.raises(BriefingError, match="--offline forbids"):
        _ = application.writers


def test_a_key_is_in_no_dump_of_the_settings_and_no_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_MODEL_KEY", KEY)
    settings = load_settings(home=tmp_path, model=HOSTED.name)
    assert settings.model_key is not None
    assert settings.model_key.get_secret_value() == KEY
    assert KEY not in f"{settings!r} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [("MODEL_TIMEOUT", "0"), ("MODEL_POLICY", "hide"), ("MODEL_INPUT_PRICE", "-1")],
)
def test_a_setting_that_is_not_allowed_is_named(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BRIEFING_{name}", value)
    with pytest.raises(BriefingError, match=f"BRIEFING_{name}="):
        load_settings(home=tmp_path)


def test_whether_a_server_answers_is_told_without_asking_the_model() -> None:
    with chat_server(Behaviour("never asked")) as server:
        assert reached(ChatModelSpec("openai:x", base_url=server.address)) == "reached"
        assert server.requests == []
    assert "cannot be reached" in reached(ChatModelSpec("openai:x", base_url=server.address))


def test_whether_a_key_is_set_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert "set OPENAI_API_KEY" in reached(HOSTED)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert reached(HOSTED) == "a key is set"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(briefing, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_line_allows_lists_and_forbids(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path))
    assert "hosted by openai" in run(*home, "models", "allow", HOSTED.name)
    assert "allowed: openai:gpt-5" in run(*home, "models")
    assert "sent nothing" in run(*home, "models", "forbid", HOSTED.name)
    assert "No chat model is set" in run(*home, "models")


def test_without_somebody_to_ask_nothing_is_sent(filled_home: Path) -> None:
    arguments = ["--home", str(filled_home), "ask", "--model", HOSTED.name, QUESTION]
    result = CliRunner().invoke(briefing, arguments)
    assert isinstance(result.exception, ConsentNeededError)


def test_an_answer_by_a_model_is_printed_with_what_is_wrong_with_it(filled_home: Path) -> None:
    with chat_server(Behaviour(WRITTEN)) as server:
        writer = ("--model", "openai:scripted", "--model-url", server.address)
        printed = run("--home", str(filled_home), "ask", *writer, QUESTION)
        line = run("--home", str(filled_home), "ask", "--json", *writer, QUESTION)
    assert "says “$71 million”, the cited source says" in " ".join(printed.split())
    assert "1,200 tokens in, 80 out" in printed
    record = json.loads(line)
    assert [one["verdict"] for one in record["checks"]] == ["supported", "contradicted"]
    assert record["account"]["written"] == WRITTEN
    assert record["model"] == "openai:scripted"


def test_suggested_questions_never_reach_the_model(filled_home: Path) -> None:
    with chat_server(Behaviour(WRITTEN)) as server:
        settings = load_settings(
            home=filled_home, model="openai:scripted", model_url=server.address
        )
        application = Application(settings)
        assert application.quoting.answer(QUESTION).model_name == "quoting"
        assert answer_record(application.quoting.answer(QUESTION))["account"] is None
        assert server.requests == []


def test_a_key_goes_to_the_server_and_nowhere_else(
    filled_home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("BRIEFING_MODEL_KEY", KEY)
    caplog.set_level("DEBUG")
    with chat_server(Behaviour(status=401, body=f'{{"error": "bad key {KEY}"}}')) as server:
        writer = ("--model", "openai:scripted", "--model-url", server.address)
        printed = run("--home", str(filled_home), "ask", "--json", *writer, QUESTION)
        doctor = run("--home", str(filled_home), "models", *writer)
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert "did not accept the key" in printed
    assert KEY not in printed + doctor
    assert KEY not in caplog.text


def test_an_identical_call_is_not_made_twice_where_that_is_wanted(
    tmp_path: Path, library_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(library_home, tmp_path / "kept")
    monkeypatch.setenv("BRIEFING_MODEL_KEY", KEY)
    with chat_server(Behaviour(WRITTEN)) as server:
        model = {"model": "openai:scripted", "model_url": server.address}
        asking = load_settings(home=tmp_path / "kept", model_cache=True, **model)
        first, second = (Application(asking).assistant.answer(QUESTION) for _ in range(2))
        assert len(server.requests) == 1
        plain = load_settings(home=tmp_path / "kept", **model)
        Application(plain).assistant.answer(QUESTION)
        assert len(server.requests) == 2
    assert (first.text, first.checks) == (second.text, second.checks)
    assert second.account is not None
    assert second.account.usage is None
    assert "identical call" in second.account.notices[0]
    kept = list((tmp_path / "kept" / "model-answers").iterdir())
    assert len(kept) == 1
    assert KEY not in kept[0].read_text()
    assert run("models", "clear", "--home", str(tmp_path / "kept")) == "Forgot 1 kept answer.\n"


def test_a_kept_answer_that_is_damaged_is_asked_for_anew_and_the_oldest_go(tmp_path: Path) -> None:
    kept = KeptCalls(tmp_path / "calls", most=2)
    for number in range(3):
        kept.keep(LOCAL, [HumanMessage(f"question {number}")], f"answer {number}")
    found = [kept.find(LOCAL, [HumanMessage(f"question {number}")]) for number in range(3)]
    assert sum(one is not None for one in found) == 2
    assert found[2] == "answer 2"
    assert kept.find(ELSEWHERE, [HumanMessage("question 2")]) is None
    for file in (tmp_path / "calls").iterdir():
        file.write_text("{")
    assert kept.find(LOCAL, [HumanMessage("question 2")]) is None


class Ring(KeyringBackend):
    """A keyring in memory: nobody's own is written to."""

    priority = 1.0  # type: ignore[assignment]
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    ring = Ring()
    ring.kept.clear()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_key_is_kept_in_the_keyring_for_its_host_and_never_shown(
    tmp_path: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    home = ("--home", str(tmp_path))
    command = ["models", "key", HOSTED.name, *home]
    result = CliRunner().invoke(briefing, command, input=f"{KEY}\n", catch_exceptions=False)
    assert result.exit_code == 0
    assert KEY not in result.output
    assert ring.kept == {("briefing", "openai"): KEY}
    given = with_key(HOSTED).api_key
    assert given is not None
    assert given.get_secret_value() == KEY
    assert with_key(ELSEWHERE).api_key is None
    assert "a key is set" in run("models", "--model", HOSTED.name, *home)
    assert "Forgot the key" in run("models", "key", HOSTED.name, "--forget", *home)
    assert ring.kept == {}


def test_the_environments_key_goes_before_the_keyrings(
    ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.set_password("briefing", "openai", "old")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert with_key(HOSTED).api_key is None


def test_a_keyring_that_does_not_open_is_no_traceback(tmp_path: Path, ring: Ring) -> None:
    def locked(service: str, username: str) -> str:
        raise KeyringLocked("locked")

    ring.get_password = locked  # type: ignore[method-assign]
    assert with_key(HOSTED).api_key is None
    result = CliRunner().invoke(
        briefing, ["models", "key", HOSTED.name, "--forget", "--home", str(tmp_path)]
    )
    assert result.exit_code != 0
    assert "KeyringLocked" in str(result.exception)
    assert isinstance(result.exception, BriefingError | SystemExit)
