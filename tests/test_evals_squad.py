import json

import pytest

from evals.case import GoldSpan
from evals.squad import load_public_set
from ingest.errors import BriefingError

DOCUMENT = {"doc_id": "p:Quay", "title": "Quay", "text": "# Quay\n\nIt is 90 metres long."}
QUESTION = {
    "id": "q1",
    "doc_ids": ["p:Quay"],
    "question": "¿Qué largo tiene?",
    "answers": ["90 metres", "90"],
    "answers_es": ["90 metros", "90"],
    "evidence": [{"doc_id": "p:Quay", "start": 14, "end": 23, "text": "90 metres"}],
    "answerable": True,
    "turns": [],
    "lang": "es",
}
NOT_SAID = {
    **QUESTION,
    "id": "q2",
    "answers": [],
    "answers_es": [],
    "evidence": [],
    "answerable": False,
}


def public_set(folder, *questions, documents=(DOCUMENT,)):
    lines = "\n".join(json.dumps(document) for document in documents)
    (folder / "quay_es.docs.jsonl").write_text(lines, encoding="utf-8")
    file = folder / "quay_es.questions.jsonl"
    file.write_text("\n".join(json.dumps(question) for question in questions), encoding="utf-8")
    return file


def test_a_public_set_becomes_cases_of_its_own_type_with_its_texts(tmp_path):
    loaded = load_public_set(public_set(tmp_path, QUESTION, NOT_SAID))
    said, not_said = loaded.cases
    assert loaded.name == said.type == "quay-es"
    assert loaded.texts == {"p:Quay": DOCUMENT["text"]}
    assert said.answers == (("90 metres", "90", "90 metros"),)
    assert said.gold == (GoldSpan("p:Quay", 14, 23, "90 metres"),)
    assert (said.language, said.split) == ("es", "tune")
    assert (not_said.answerable, not_said.answers) == (False, ())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"answers": [], "answers_es": []}, "case q1: answerable, but without answers"),
        (
            {"evidence": [{"doc_id": "p:Quay", "start": 0, "end": 9, "text": "90 metres"}]},
            "case q1",
        ),
        ({"answerable": "perhaps"}, "line 1: answerable"),
        ({"question": None}, "line 1: question"),
    ],
)
def test_a_question_that_cannot_be_used_is_refused_by_name(tmp_path, change, message):
    with pytest.raises(BriefingError, match=message):
        load_public_set(public_set(tmp_path, {**QUESTION, **change}))


def test_missing_documents_and_a_strange_name_are_refused(tmp_path):
    file = public_set(tmp_path, QUESTION)
    (tmp_path / "quay_es.docs.jsonl").unlink()
    with pytest.raises(BriefingError, match=r"quay_es\.docs\.jsonl"):
        load_public_set(file)
    with pytest.raises(BriefingError, match="must end"):
        load_public_set(tmp_path / "quay.json")
