"""The JSON contract, and files of questions answered line by line."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Turn
from assistant.assistant import Assistant
from ingest.errors import BriefingError
from ingest.library import Library
from ui.exchange import answer_batch, answer_record, read_questions

KEYS = {"status", "text", "citations", "evidence", "model", "seconds"}
CITATION_KEYS = {"number", "doc_id", "start", "end", "quote", "heading_path", "page"}
EVIDENCE_KEYS = {"doc_id", "start", "end", "score"}

LINES: list[dict[str, Any]] = [
    {"id": "b", "question": "What did Noboa call Bukele?", "history": []},
    {"id": 7, "question": "And in Chile?", "history": [{"role": "user", "text": "Who is tough?"}]},
    {"id": "a", "question": "How do I bake sourdough bread?"},
    {"id": "7", "question": "¿Quién es el presidente de Ecuador?", "extra": {"kept": "away"}},
]


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def check_record(record: Mapping[str, Any], library: Library) -> None:
    """Assert what the contract says of one answer."""
    assert set(record) >= KEYS
    assert record["status"] in {"answered", "partial", "abstained"}
    assert isinstance(record["text"], str)
    assert isinstance(record["model"], str)
    assert isinstance(record["seconds"], float)
    for number, citation in enumerate(record["citations"], start=1):
        assert set(citation) == CITATION_KEYS
        assert citation["number"] == number
        text = library.document(citation["doc_id"]).document.text
        assert citation["quote"] == text[citation["start"] : citation["end"]]
        assert isinstance(citation["heading_path"], list)
    assert len(record["evidence"]) >= 10
    for evidence in record["evidence"]:
        assert set(evidence) == EVIDENCE_KEYS
    scores = [evidence["score"] for evidence in record["evidence"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["question"]))
def test_an_answer_becomes_the_record_of_the_contract(
    assistant: Assistant, library: Library, line: dict[str, Any]
) -> None:
    record = answer_record(assistant.answer(line["question"]))
    check_record(json.loads(json.dumps(record)), library)
    assert record["model"] == "quoting"


def test_answers_come_in_the_order_of_the_questions_with_their_ids(
    assistant: Assistant, library: Library, tmp_path: Path
) -> None:
    questions = read_questions(written(tmp_path / "in.jsonl", LINES))
    seen: list[tuple[int, int]] = []
    report = answer_batch(
        questions,
        tmp_path / "out.jsonl",
        assistant,
        on_progress=lambda done, total: seen.append((done, total)),
    )
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    assert [record["id"] for record in records] == ["b", 7, "a", "7"]
    assert [next(iter(record)) for record in records] == ["id"] * 4
    for record in records:
        check_record(record, library)
    assert report.questions == sum(report.by_status.values()) == 4
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert text.endswith("\n")
    assert "\\u" not in text, "a person can read the file"


def test_history_reaches_the_assistant(tmp_path: Path) -> None:
    history = [{"role": "user", "text": "Who?"}, {"role": "assistant", "text": "She. [1]"}]
    line = {"id": 1, "question": "Why?", "history": history}
    (question,) = read_questions(written(tmp_path / "in.jsonl", [line]))
    assert question.turns == (Turn("user", "Who?"), Turn("assistant", "She. [1]"))


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": 1, "question": "Who?"}\r\n\r\n  \n{"id": 2, "question": "Why?"}'
    )
    assert [question.id for question in read_questions(path)] == [1, 2]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_only_newlines_end_a_line(tmp_path: Path, separator: str) -> None:
    # JSON may hold these characters as they are, and Python's splitlines breaks at each.
    lines = [{"id": 1, "question": f"Who{separator}is it?"}, {"id": 2, "question": "Why?"}]
    questions = read_questions(written(tmp_path / "in.jsonl", lines))
    assert [question.question for question in questions] == [line["question"] for line in lines]


GOOD = '{"id": 1, "question": "Who?"}'


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("{", "EOF"),
        ("not json", "JSON"),
        ("[]", "object"),
        ('"Who?"', "object"),
        ("null", "object"),
        ('{"question": "Who?"}', "id"),
        ('{"id": 1}', "question"),
        ('{"id": null, "question": "Who?"}', "id"),
        ('{"id": 1, "question": "  "}', "empty"),
        ('{"id": 1, "question": 5}', "question"),
        ('{"id": 1, "question": "%s"}' % ("x" * 3000), "3,000 characters"),
        ('{"id": 1, "question": "Who?", "history": [{"role": "system", "text": "x"}]}', "role"),
        ('{"id": 1, "question": "Who?", "history": "none"}', "history"),
    ],
)
def test_a_line_that_is_no_question_is_named_by_its_number(
    tmp_path: Path, bad: str, named: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(f"{GOOD}\n\n{bad}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(BriefingError, match=r"in\.jsonl:3 is not a question") as caught:
        read_questions(path)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "in.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BriefingError, match=r"in\.jsonl cannot be read"):
        read_questions(path)


def test_a_file_that_cannot_be_written_is_named(assistant: Assistant, tmp_path: Path) -> None:
    questions = read_questions(written(tmp_path / "in.jsonl", LINES[:1]))
    with pytest.raises(BriefingError, match="cannot be written"):
        answer_batch(questions, tmp_path / "no" / "out", assistant, on_progress=lambda *_: None)


def test_each_answer_is_on_disk_as_soon_as_it_is_known(
    assistant: Assistant, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    lengths = answer_lengths(out)
    questions = read_questions(written(tmp_path / "in.jsonl", LINES[:3]))
    answer_batch(questions, out, assistant, on_progress=lambda *_: next(lengths))


def answer_lengths(out: Path) -> Iterator[None]:
    """Assert, each time that it is asked, that the file has grown by a line."""
    expected = 0
    while True:
        expected += 1
        assert len(out.read_text(encoding="utf-8").splitlines()) == expected
        yield
