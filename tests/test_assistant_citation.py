"""Citations: exact, numbered from 1, and impossible to forge."""

import pytest
from assistant_doubles import TEXT, document, evidence

from assistant.citation import CitationMismatchError, Footnotes, cite
from ingest.document import Document

SAILS = "The ferry to Norrholm sails twice a day."
CARRIES = "It carries 64 cars."


def test_a_citation_holds_the_place_and_its_words() -> None:
    citation = cite(document(), evidence(CARRIES), number=3)
    assert (citation.number, citation.doc_id, citation.heading_path) == (3, "ferry", ("Ferries",))
    assert citation.quote == TEXT[citation.start : citation.end] == CARRIES


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("It carries 640 cars.", 41),
        ("It carries 64 cars.", 40),
        ("It carries 64 cars.", 0),
        ("it carries 64 cars.", 41),
        ("It carries 64 cars.", len(TEXT)),
        ("It carries 64 cars.", -19),
        ("", 41),
        ("", len(TEXT) + 5),
    ],
)
def test_forged_evidence_is_never_cited(text: str, start: int) -> None:
    with pytest.raises(CitationMismatchError):
        cite(document(), evidence(text, start=start), number=1)


def test_evidence_of_another_version_of_the_document_is_never_cited() -> None:
    newer = document(f"Corrected. {TEXT}")
    with pytest.raises(CitationMismatchError, match="ferry"):
        cite(newer, evidence(SAILS), number=1)


def test_a_mismatch_is_a_bug_and_not_a_message_for_the_user() -> None:
    assert issubclass(CitationMismatchError, AssertionError)


def test_characters_outside_the_basic_plane_count_as_one_character() -> None:
    source = document("🚢 “Norrholm” — naïve. The ferry 🚢 sails.")
    citation = cite(source, evidence("The ferry 🚢 sails.", source=source), number=1)
    assert citation.quote == source.text[citation.start : citation.end]


def test_footnotes_are_numbered_from_one_as_they_are_first_used() -> None:
    footnotes = Footnotes(lambda _: document())
    assert footnotes.marker([evidence(CARRIES)]) == "[1]"
    assert footnotes.marker([evidence(SAILS)]) == "[2]"
    assert footnotes.marker([evidence(SAILS), evidence(CARRIES)]) == "[1][2]"
    assert [one.number for one in footnotes.citations] == [1, 2]
    assert [one.quote for one in footnotes.citations] == [CARRIES, SAILS]


def test_the_same_place_cited_twice_in_one_sentence_is_marked_once() -> None:
    footnotes = Footnotes(lambda _: document())
    assert footnotes.marker([evidence(CARRIES), evidence(CARRIES, score=0.1)]) == "[1]"
    assert len(footnotes.citations) == 1


def test_the_same_words_in_two_documents_are_two_citations() -> None:
    sources = {doc_id: document(doc_id=doc_id) for doc_id in ("one", "two")}

    def find(doc_id: str) -> Document:
        return sources[doc_id]

    footnotes = Footnotes(find)
    footnotes.marker([evidence(SAILS, source=source) for source in sources.values()])
    assert [(one.number, one.doc_id) for one in footnotes.citations] == [(1, "one"), (2, "two")]


def test_a_forged_support_leaves_no_footnote_behind() -> None:
    footnotes = Footnotes(lambda _: document())
    with pytest.raises(CitationMismatchError):
        footnotes.marker([evidence("It carries 640 cars.", start=41)])
    assert footnotes.citations == ()
    assert footnotes.marker([evidence(CARRIES)]) == "[1]"
