"""Question sets in SQuAD's own JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.case import GoldSpan
from evals.squad_json import load_squad_json
from ingest.errors import BriefingError

FIRST = "The quay of Kelm is 90 metres long. It was built in 1931."
SECOND = "Nobody fishes in Kelm in winter."


def question(name: str, text: str, *starts: tuple[str, int], **more: Any) -> dict[str, Any]:
    answers = [{"text": answer, "answer_start": start} for answer, start in starts]
    return {"id": name, "question": text, "answers": answers, **more}


LENGTH = question("q1", " How long is the quay? ", ("90 metres", 20), ("90", 20), ("90", 20))
WHO = question("q2", "Who fishes in winter?", ("Nobody", 0))
WHY = question("q3", "Why was it built?", is_impossible=True)
SIGN = question("q4", "What ends it?", (".", 34))


def written(folder: Path, *contexts: tuple[str, list[dict[str, Any]]], **article: Any) -> Path:
    paragraphs = [{"context": context, "qas": asked} for context, asked in contexts]
    content = {
        "version": "v2.0",
        "data": [{"title": "The_Quay", "paragraphs": paragraphs, **article}],
    }
    file = folder / "dev-v2.0.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_articles_become_documents_and_questions_cases(tmp_path: Path) -> None:
    loaded = load_squad_json(written(tmp_path, (FIRST, [LENGTH, WHY, SIGN]), (SECOND, [WHO])))
    assert loaded.name == "dev-v2-0"
    [(doc_id, text)] = loaded.texts.items()
    assert text == f"# The Quay\n\n{FIRST}\n\n{SECOND}"
    length, why, who = loaded.cases
    assert (length.question, length.answers) == ("How long is the quay?", (("90 metres", "90"),))
    start = text.index("90 metres")
    assert length.gold == (
        GoldSpan(doc_id, start, start + 2, "90"),
        GoldSpan(doc_id, start, start + 9, "90 metres"),
    )
    assert (why.answerable, why.answers, why.gold) == (False, (), ())
    assert who.gold == (GoldSpan(doc_id, text.index(SECOND), text.index(SECOND) + 6, "Nobody"),)
    assert set(loaded.asked_of.values()) == {doc_id}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "the file"),
        ("[]", "the file"),
        ('{"data": []}', "data: .*SQuAD's form is data"),
        ('{"data": [{"paragraphs": [{"context": "x"}]}]}', "data.0.paragraphs.0.qas"),
    ],
)
def test_what_is_not_in_its_form_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "set.json").write_text(text)
    with pytest.raises(BriefingError, match=message):
        load_squad_json(tmp_path / "set.json")
    with pytest.raises(BriefingError, match="cannot read"):
        load_squad_json(tmp_path / "none.json")


def test_an_answer_that_is_not_where_it_says_is_refused(tmp_path: Path) -> None:
    moved = question("q1", "How long?", ("90 metres", 3))
    with pytest.raises(BriefingError, match=r"case q1.*expected '90 metres'"):
        load_squad_json(written(tmp_path, (FIRST, [moved])))
