"""The interface for programs, over real HTTP, with the clients that people use."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import httpx
import pytest
from api_server import served
from mcp import Client, StdioServerParameters
from openai import APIStatusError, OpenAI
from page_doubles import ScriptedAssistant, scripted_desk

from assistant.answer import Answer, AnswerEvent, Finished, Searching, Status, TextDelta, Turn
from assistant.assistant import Assistant
from ingest.library import Library
from ui.api.app import build_api
from ui.api.gate import Gate
from ui.api.guard import Guard
from ui.api.serving import BesidePage, guard_for
from ui.application import Application
from ui.page.app import build_page
from ui.page.server import launch
from ui.settings import load_settings

QUESTION = "What does CECOT cost to build?"
UNANSWERED = "What is the homicide rate in Panama?"
TOKEN = "a-token"  # noqa: S105 (of a test)


@pytest.fixture(scope="module")
def assistant(library: Library) -> Assistant:
    from ingest.embedding import SentenceTransformerEmbedder

    return Assistant(library, SentenceTransformerEmbedder())


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with served(build_api(assistant, guard=Guard())) as address:
        yield address


def test_a_question_is_answered_with_its_citations(address: str, library: Library) -> None:
    record = httpx.post(f"{address}/api/ask", json={"question": QUESTION}).raise_for_status().json()
    assert record["status"] == "answered"
    assert "$70 million" in record["text"]
    text = library.document("mano-dura").document.text
    for citation in record["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_is_streamed_step_by_step(address: str) -> None:
    body = {"question": "And in Ecuador?", "stream": True, "history": [
        {"role": "user", "text": "Which prison did Castro announce?"},
        {"role": "assistant", "text": "A prison for 20,000 inmates."},
    ]}  # fmt: skip
    response = httpx.post(f"{address}/api/ask", json=body)
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\n") for event in response.text.strip().split("\n\n")]
    names = [lines[0].removeprefix("event: ") for lines in events]
    assert names[0] == "searching"
    assert names[-1] == "finished"
    data = [json.loads(lines[1].removeprefix("data: ")) for lines in events]
    assert "Ecuador" in data[0]["standalone_question"]
    pieces = "".join(one["text"] for name, one in zip(names, data, strict=True) if name == "delta")
    assert pieces == data[-1]["text"]


def test_documents_can_be_listed_read_and_searched(address: str) -> None:
    (listed,) = httpx.get(f"{address}/api/documents").json()
    assert listed["doc_id"] == "mano-dura"
    part = httpx.get(f"{address}/api/documents/mano-dura?start=10&end=30").json()
    assert len(part["text"]) == 20
    assert part["sections"]
    found = httpx.get(f"{address}/api/search", params={"q": QUESTION, "limit": 3}).json()
    assert len(found) == 3
    first = found[0]
    place = f"{address}/api/documents/mano-dura?start={first['start']}&end={first['end']}"
    assert httpx.get(place).json()["text"] == first["text"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("POST", "/api/ask", {"question": ""}, 422, "question"),
        ("POST", "/api/ask", {"question": "   "}, 422, "empty"),
        ("POST", "/api/ask", {"question": "x" * 2_001}, 422, "question"),
        ("POST", "/api/ask", {"question": "x", "documents": ["nowhere"]}, 404, "nowhere"),
        ("POST", "/api/ask", {"question": "x", "documents": []}, 422, "documents"),
        ("POST", "/api/ask", {"question": "x", "collections": ["Sea"]}, 404, "no collection"),
        ("POST", "/api/ask", {"question": "x", "publisher": "Nobody"}, 404, "no publisher"),
        ("POST", "/api/ask", {"question": "x", "published": "soon"}, 422, "published"),
        ("POST", "/api/ask", {"question": "x", "temperature": 1}, 422, "temperature"),
        ("POST", "/api/ask", None, 422, ""),
        ("GET", "/api/documents/nowhere", None, 404, "nowhere"),
        ("GET", "/api/documents/mano-dura?start=-1", None, 422, "start"),
        ("GET", "/api/search?q=", None, 422, "q"),
        ("GET", "/api/nothing", None, 404, ""),
        ("GET", "/api/ask", None, 405, ""),
        ("POST", "/v1/chat/completions", {"messages": []}, 422, "messages"),
        (
            "POST",
            "/v1/chat/completions",
            {"messages": [{"role": "assistant", "content": "x"}]},
            400,
            "user",
        ),
    ],
)
def test_a_problem_has_its_status_and_says_what_is_wrong(
    address: str, method: str, path: str, body: object, status: int, says: str
) -> None:
    response = httpx.request(method, f"{address}{path}", json=body)
    assert response.status_code == status
    told = response.json()
    assert says in told["detail"]
    assert told["error"]["message"] == told["detail"]
    assert "Traceback" not in response.text


def test_the_official_client_gets_an_answer_with_footnotes(address: str) -> None:
    client = OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
    assert [model.id for model in client.models.list()] == ["briefing"]
    completion = client.chat.completions.create(
        model="briefing",
        messages=[
            {"role": "system", "content": "Answer like a pirate."},
            {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
        ],
    )
    content = completion.choices[0].message.content or ""
    assert "$70 million" in content
    assert "\n[1] “" in content
    assert completion.model_extra is not None
    assert completion.model_extra["citations"][0]["number"] == 1


def test_the_official_client_gets_the_same_streamed(address: str) -> None:
    client = OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
    asked = {"model": "briefing", "messages": [{"role": "user", "content": QUESTION}]}
    whole = client.chat.completions.create(**asked).choices[0].message.content
    chunks = list(
        client.chat.completions.create(**asked, stream=True, stream_options={"include_usage": True})
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == whole
    assert chunks[-1].usage is not None
    finished = next(one for one in chunks if one.choices and one.choices[0].finish_reason)
    assert finished.model_extra is not None
    assert finished.model_extra["citations"]


def test_the_official_client_is_told_a_problem_in_its_form(address: str) -> None:
    client = OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
    with pytest.raises(APIStatusError, match="question"):
        client.chat.completions.create(
            model="briefing", messages=[{"role": "user", "content": "  "}]
        )


def test_a_token_is_asked_for_where_one_is_set(assistant: Assistant) -> None:
    with served(build_api(assistant, guard=Guard(TOKEN))) as address:
        assert httpx.get(f"{address}/api/health").status_code == 401
        wrong = {"authorization": "Bearer wrong"}
        assert httpx.get(f"{address}/api/health", headers=wrong).status_code == 401
        right = {"authorization": f"Bearer {TOKEN}"}
        assert httpx.get(f"{address}/api/health", headers=right).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"host": "rebound.example"}, 403),
        ({"host": "localhost"}, 200),
    ],
)
def test_a_web_page_elsewhere_may_not_ask(
    address: str, headers: dict[str, str], status: int
) -> None:
    assert httpx.get(f"{address}/api/health", headers=headers).status_code == status


def test_another_address_than_loopback_has_a_token_made_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BRIEFING_TOKEN", raising=False)
    told: list[str] = []
    guard = guard_for("0.0.0.0", told.append)  # noqa: S104 (nothing listens)
    assert guard.token is not None
    assert guard.token in told[0]
    assert guard_for("127.0.0.1", told.append).token is None
    monkeypatch.setenv("BRIEFING_TOKEN", TOKEN)
    assert guard_for("127.0.0.1", told.append).token == TOKEN
    assert len(told) == 1


class SlowAssistant:
    """Answers after a while, and counts how many it answers at once."""

    model_name = "slow"

    def __init__(self, seconds: float) -> None:
        self.library = SimpleNamespace()
        self._seconds = seconds
        self._lock = threading.Lock()
        self.at_once = self.most_at_once = self.given_up = 0

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
    ) -> Iterator[AnswerEvent]:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield Searching(question)
            time.sleep(self._seconds)
            yield TextDelta(question)
            answer = Answer(
                question, question, question, Status.ANSWERED, (), (), "slow", {"total": 0.0}
            )
            yield Finished(answer)
        except GeneratorExit:
            self.given_up += 1
            raise
        finally:
            with self._lock:
                self.at_once -= 1


def test_of_a_thousand_questions_each_gets_its_answer_or_is_told_to_come_again() -> None:
    # Slow enough that a busy machine sends questions faster than they are answered.
    slow = SlowAssistant(0.05)
    api = build_api(cast(Assistant, slow), guard=Guard(), gate=Gate(at_once=4, waiting=100))

    async def ask_all(address: str) -> list[tuple[int, httpx.Response]]:
        # A connection that is kept may be closed by the server just when it is used again.
        limits = httpx.Limits(max_connections=300, max_keepalive_connections=0)
        async with httpx.AsyncClient(
            limits=limits, timeout=httpx.Timeout(120, pool=None)
        ) as client:

            async def ask(number: int) -> tuple[int, httpx.Response]:
                asked = {"question": f"question {number}"}
                return number, await client.post(f"{address}/api/ask", json=asked)

            return await asyncio.gather(*(ask(number) for number in range(1_000)))

    with served(api) as address:
        answered = asyncio.run(ask_all(address))
    statuses = [response.status_code for _, response in answered]
    assert set(statuses) == {200, 429}
    for number, response in answered:
        if response.status_code == 200:
            assert response.json()["text"] == f"question {number}"
        else:
            assert response.headers["retry-after"] == "5"
    assert slow.most_at_once <= 4


def test_a_question_is_given_up_when_nobody_listens() -> None:
    slow = SlowAssistant(0.5)
    with served(build_api(cast(Assistant, slow), guard=Guard())) as address:
        asked = {"question": "x", "stream": True}
        with httpx.stream("POST", f"{address}/api/ask", json=asked) as response:
            next(response.iter_lines())
        for _ in range(100):
            if slow.given_up:
                break
            time.sleep(0.05)
    assert slow.given_up == 1


def test_the_page_and_the_interface_share_a_port(assistant: Assistant) -> None:
    page = build_page(scripted_desk(ScriptedAssistant({})))
    beside = BesidePage(build_api(assistant, guard=Guard()))
    address = launch(page, port=0, block=False, announce=lambda _: None, beside=beside)
    try:
        assert httpx.get(f"{address}api/health").json()["status"] == "ok"
        assert "text/html" in httpx.get(address).headers["content-type"]
        assert httpx.get(f"{address}openapi.json").json()["info"]["title"] == "Briefing"
    finally:
        page.close()


def test_what_is_described_is_what_there_is(address: str) -> None:
    paths = httpx.get(f"{address}/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/health",
        "/api/ask",
        "/api/documents",
        "/api/documents/{doc_id}",
        "/api/search",
        "/v1/models",
        "/v1/chat/completions",
    }


COMMAND = "import sys; from ui.cli import main; sys.argv = ['briefing', *sys.argv[1:]]; main()"


async def _use_tools(client: Client) -> None:
    """Call each tool, and one wrongly."""
    tools = await client.list_tools()
    assert {tool.name for tool in tools.tools} == {
        "ask",
        "search",
        "read_passage",
        "list_documents",
    }
    answer = (await client.call_tool("ask", {"question": QUESTION})).structured_content
    assert answer is not None
    assert answer["status"] == "answered"
    citation = answer["citations"][0]
    place = {name: citation[name] for name in ("doc_id", "start", "end")}
    read = (await client.call_tool("read_passage", place)).structured_content
    assert read is not None
    assert read["text"] == citation["quote"]
    refused = (await client.call_tool("ask", {"question": UNANSWERED})).structured_content
    assert refused is not None
    assert refused["status"] == "abstained"
    wrong = await client.call_tool("read_passage", {"doc_id": "nowhere"})
    assert wrong.is_error


def test_the_official_client_uses_the_tools_over_standard_input(filled_home: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-c", COMMAND, "--home", str(filled_home), "mcp"]
    )

    async def use() -> None:
        async with Client(server, read_timeout_seconds=120) as client:
            await _use_tools(client)

    asyncio.run(use())


@pytest.fixture
def tools_address(filled_home: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        COMMAND,
        "--home",
        str(filled_home),
        "mcp",
        "--http",
        str(port),
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}/mcp"
            until = time.monotonic() + 120
            while time.monotonic() < until and server.poll() is None:
                try:
                    httpx.get(address)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()


def test_the_official_client_uses_the_tools_over_http(tools_address: str) -> None:
    async def use() -> None:
        async with Client(tools_address, read_timeout_seconds=120) as client:
            await _use_tools(client)

    asyncio.run(use())
    # A web page that has a name of its own for our address, or is of another origin, gets nothing.
    hello = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accept = {"accept": "application/json, text/event-stream"}
    for foreign in ({"host": "evil.example"}, {"origin": "https://evil.example"}):
        answered = httpx.post(tools_address, json=hello, headers={**accept, **foreign})
        assert answered.status_code in (403, 421), foreign


def test_an_application_serves_what_its_settings_say(filled_home: Path) -> None:
    application = Application(load_settings(home=filled_home))
    with served(build_api(application.assistant, guard=Guard())) as address:
        assert httpx.get(f"{address}/api/health").json()["model"] == "quoting"
