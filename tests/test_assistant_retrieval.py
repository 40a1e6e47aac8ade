"""Which passages are read: both searches count, and each kind of question has its kind of text."""

from collections.abc import Sequence

import pytest
from assistant_doubles import check_citations
from conftest import MakeLibrary

from assistant.answer import FoundBy, Status
from assistant.assistant import Assistant
from assistant.conversation import Standalone
from assistant.query import make_query
from assistant.retrieval import Candidate, find_candidates, is_about_document
from ingest.document import SentenceKind
from ingest.embedding import SentenceTransformerEmbedder
from ingest.library import Library
from ingest.snapshot import Snapshot

PULLED = "The ferry of Norrholm has paid for itself twice over since the council bought it."
SHORTENED = "The ferry has paid for itself twice over since the council bought it."
BRIEF = f"""# Ferries of Norrholm

The islands lie far out and the winter is long, so that people depend on boats for all they need.

{SHORTENED}

For years a private company ran the line, and fares rose every spring without any warning at all.

Then the council stepped in. {PULLED} Nobody speaks of selling it again.

## About this document

Inga Holm is a senior fellow at the Lindmark Institute. The Ministry of Islands funded this brief.
"""


def candidates_for(
    question: str, snapshot: Snapshot, embedder: SentenceTransformerEmbedder, *, limit: int = 16
) -> Sequence[Candidate]:
    query = make_query(Standalone(question), snapshot=snapshot, embedder=embedder)
    return find_candidates(query, snapshot, limit=limit)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Where does Inga Holm work?", SentenceKind.ABOUT),
        ("Who is Holm?", SentenceKind.ABOUT),
        ("What did Norrholm's council buy?", SentenceKind.BODY),
        ("What did the Ministry of Islands do for the ferry?", SentenceKind.BODY),
    ],
)
def test_who_made_a_document_is_looked_for_where_it_speaks_of_itself(
    question: str,
    kind: SentenceKind,
    make_library: MakeLibrary,
    embedder: SentenceTransformerEmbedder,
) -> None:
    snapshot = make_library({"brief.md": BRIEF}).snapshot()
    found = candidates_for(question, snapshot, embedder)
    assert {candidate.passage.kind for candidate in found} == {kind}


@pytest.mark.parametrize(
    "question",
    [
        "How do strongmen keep voters on their side?",
        "Which minister went abroad for four days?",
        "Does the public like strict rulers more than parliaments?",
    ],
)
def test_passages_that_only_one_search_found_are_read(
    library: Library,
    embedder: SentenceTransformerEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
) -> None:
    # So few from each that the two lists differ on a short document.
    monkeypatch.setattr("assistant.retrieval.SEARCH_DEPTH", 5)
    found = candidates_for(question, library.snapshot(), embedder, limit=8)
    assert {FoundBy.DENSE, FoundBy.LEXICAL} <= {candidate.found_by for candidate in found}
    for candidate in found:
        assert (candidate.dense > 0) or candidate.found_by is FoundBy.LEXICAL
        assert (candidate.lexical > 0) == (candidate.found_by is not FoundBy.DENSE)


def test_a_word_that_one_passage_holds_brings_that_passage(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    sections = "\n\n".join(
        f"## Harbour {number}\n\nThe code of the harbour is known to the pilots. "
        f"Its sign is {'zq7kx' if number == 33 else 'kept secret'}."
        for number in range(60)
    )
    snapshot = make_library({"harbours.md": f"# Harbours\n\n{sections}\n"}).snapshot()
    found = candidates_for("What about zq7kx?", snapshot, embedder)
    assert any("zq7kx" in candidate.passage.text for candidate in found)


def test_a_candidates_sentences_stand_at_their_offsets(
    library: Library, embedder: SentenceTransformerEmbedder
) -> None:
    for candidate in candidates_for("Who went to Rosario?", library.snapshot(), embedder):
        text = library.document(candidate.passage.doc_id).document.text
        assert [text[span.start : span.end] for span in candidate.sentences] == list(
            candidate.sentence_texts
        )
        assert len(candidate.sentences) == len(candidate.sentence_vectors) >= 1


# What a document says of itself.

ABOUT = (
    ("Who funded the original brief?", "US Department of State"),
    ("Who paid for this brief?", "US Department of State"),
    ("Who wrote the original?", "Juliana Rubio and Andrea Casique"),
    ("Who are the authors?", "Juliana Rubio and Andrea Casique"),
    ("Who published the original?", "CSIS"),
    # Which of the few sentences is best, an English model cannot tell here.
    ("¿Quién financió el informe?", ""),
    ("Quem escreveu o documento?", ""),
)


@pytest.mark.parametrize(("question", "fact"), ABOUT)
def test_a_question_about_the_document_is_answered_from_what_it_says_of_itself(
    assistant: Assistant, library: Library, question: str, fact: str
) -> None:
    answer = assistant.answer(question)
    assert answer.status is not Status.ABSTAINED
    assert any(fact in citation.quote for citation in answer.citations)
    assert {one.passage.kind for one in answer.evidence} == {SentenceKind.ABOUT}
    check_citations(answer, library)


@pytest.mark.parametrize(
    "question",
    [
        "What do the authors recommend?",
        "What do the authors conclude about Chile?",
        "Who is the president of Honduras?",
        "What does the brief say about the Department of State?",
        "Which programs at Washington centers study the Americas?",
    ],
)
def test_a_topical_question_never_sees_what_a_document_says_of_itself(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.answer(question)
    assert {one.passage.kind for one in answer.evidence} == {SentenceKind.BODY}


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Who wrote this?", True),
        ("Which two people wrote this text?", True),
        ("Which agency funded this report?", True),
        ("Which researchers wrote about prisons?", False),
        ("Who is the author of the report?", True),
        ("When was the brief published?", True),
        ("¿Quién publicó este documento?", True),
        ("Quem financiou o relatório?", True),
        ("Who funded the Territorial Control Plan?", False),
        ("Who paid for the mega-prison?", False),
        ("Who published the Global Study on Homicide?", False),
        ("Who wrote to the Ministry of Defense?", False),
        ("Who supports Bukele in Guatemala?", False),
    ],
)
def test_questions_about_a_document_are_told_from_those_about_its_topic(
    question: str, about: bool
) -> None:
    assert is_about_document(question) is about


@pytest.mark.parametrize(
    "question", ["Has the ferry paid for itself?", "What happened since the council bought it?"]
)
def test_a_pull_quote_is_never_cited_but_its_body_sentence_is(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder, question: str
) -> None:
    library = make_library({"norrholm.md": BRIEF})
    parsed = library.documents[0]
    repeats = [one for one in parsed.sentences if one.kind is SentenceKind.REPEAT]
    assert [parsed.document.text[one.start : one.end] for one in repeats] == [SHORTENED]
    answer = Assistant(library, embedder).answer(question)
    shown = {one.text for one in answer.evidence} | {one.quote for one in answer.citations}
    assert PULLED in shown
    assert SHORTENED not in shown
    assert PULLED in {citation.quote for citation in answer.citations}


def test_who_paid_for_an_invented_brief_is_told_by_its_funding_line(
    make_library: MakeLibrary, embedder: SentenceTransformerEmbedder
) -> None:
    library = make_library({"norrholm.md": BRIEF})
    answer = Assistant(library, embedder).answer("Who funded this brief?")
    assert "The Ministry of Islands funded this brief." in {one.quote for one in answer.citations}
    topical = Assistant(library, embedder).answer("Why do people depend on boats?")
    assert not any("Ministry" in one.text for one in topical.evidence)
