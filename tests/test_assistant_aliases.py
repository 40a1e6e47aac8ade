"""A question by the full name finds what the text says by the short one, and the other way."""

from pathlib import Path

import pytest

from assistant.aliases import OtherName, other_names, with_other_names
from assistant.assistant import Assistant
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import ingest
from ingest.library import Library

ALIASES = {
    ("PCF", "Ferry Control Plan"),
    ("WHO", "World Health Organization"),
    ("NGO", "non-governmental organizations"),
    ("RDF", r"Research \1 and Dredging\_ Fund"),
    ("ARM", "Alliance of River Mayors"),
    ("ARM", "Annual Ridership Measure"),
}

TEXT = """# The ferries of Kelm

The Ferry Control Plan (PCF) was announced by the mayor in May 2020. The council debated it for two
years. Its critics had never seen such a thing.

The town has two piers. Both were built by the fishermen's guild.

In the end the PCF cost the town some 575 million crowns. The largest part went into the new pier.
"""


@pytest.mark.parametrize(
    ("question", "worded"),
    [
        ("What did the Ferry Control Plan cost?", "What did the Ferry Control Plan (PCF) cost?"),
        ("what did the pcf cost", "what did the pcf (Ferry Control Plan) cost"),
        ("What was the PCF's price?", "What was the PCF's (Ferry Control Plan) price?"),
        ("Which NGOs left?", "Which NGOs (non-governmental organizations) left?"),
        (
            "What did the WHO say?",
            "What did the WHO (World Health Organization) say?",
        ),
        # Marks of a source's markup stand in no pattern.
        ("What is the RDF?", r"What is the RDF (Research \1 and Dredging\_ Fund)?"),
        # A word, unless it is written as the documents write it.
        ("Who said so?", "Who said so?"),
        # Both are there already.
        ("Is the Ferry Control Plan the PCF?", "Is the Ferry Control Plan the PCF?"),
        # It may be the one or the other.
        ("What is the ARM?", "What is the ARM?"),
        ("What did the plan cost?", "What did the plan cost?"),
    ],
)
def test_the_other_name_stands_behind_the_one_that_is_said(question: str, worded: str) -> None:
    assert with_other_names(question, other_names(question, ALIASES)) == worded


def test_the_form_is_told_as_documents_write_it() -> None:
    assert other_names("the ferry control plan", ALIASES) == (
        OtherName("Ferry Control Plan", "PCF"),
    )


@pytest.mark.parametrize(
    "question",
    ["What did the Ferry Control Plan cost?", "What did the PCF cost?"],
)
def test_what_is_said_by_the_short_form_is_found_by_the_full_one(
    question: str, tmp_path: Path
) -> None:
    (tmp_path / "kelm.md").write_text(TEXT, encoding="utf-8")
    embedder = SentenceTransformerEmbedder()
    ingest([tmp_path / "kelm.md"], folder=tmp_path / "index", embedder=embedder)
    answer = Assistant(Library(tmp_path / "index", embedder), embedder).answer(question)
    assert "575 million" in answer.text
    assert answer.standalone_question == question
