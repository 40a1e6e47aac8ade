"""Documents that come, change and go under a living assistant."""

from pathlib import Path

from assistant_doubles import check_citations
from conftest import MakeLibrary

from assistant.answer import Status
from assistant.assistant import Assistant
from ingest.embedding import SentenceTransformerEmbedder
from ingest.ingestion import ingest, remove

FERRY = """# Ferries of Norrholm

The ferry Aurelia sails from Norrholm to Vesterby twice a day and carries 64 cars.

The town council bought the ferry Aurelia in 2019 for 9.5 million crowns.
"""


def test_a_document_that_is_added_later_is_answered_from(
    make_library: MakeLibrary, tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    library = make_library({"wall.md": "# Walls\n\nThe sea wall of Osmund was built in 1953.\n"})
    assistant = Assistant(library, embedder)
    question = "When did the council buy the ferry Aurelia?"
    assert assistant.answer(question).status is Status.ABSTAINED
    make_library({"ferry.md": FERRY})
    answer = assistant.answer(question)
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].quote.startswith("The town council bought the ferry Aurelia in 2019")
    check_citations(answer, library)


def test_a_document_that_is_removed_is_cited_no_longer(
    make_library: MakeLibrary, tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    wall = "# Walls\n\nThe sea wall of Osmund was built in 1953.\n"
    library = make_library({"ferry.md": FERRY, "wall.md": wall})
    assistant = Assistant(library, embedder)
    question = "When did the council buy the ferry Aurelia?"
    assert assistant.answer(question).citations
    remove("ferry", folder=tmp_path / "index", embedder=embedder)
    answer = assistant.answer(question)
    assert answer.status is Status.ABSTAINED
    assert {one.passage.doc_id for one in answer.evidence} <= {"wall"}


def test_a_changed_document_is_quoted_as_it_now_stands(
    make_library: MakeLibrary, tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    library = make_library({"ferry.md": FERRY})
    assistant = Assistant(library, embedder)
    question = "When did the council buy the ferry Aurelia?"
    assert "2019" in assistant.answer(question).text
    changed = tmp_path / "files" / "ferry.md"
    changed.write_text("Corrected.\n\n" + FERRY.replace("2019", "2021"), encoding="utf-8")
    ingest([changed], folder=tmp_path / "index", embedder=embedder)
    answer = assistant.answer(question)
    assert "2021" in answer.text
    assert "2019" not in answer.text
    check_citations(answer, library)
