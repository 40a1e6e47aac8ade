"""From a question to the passages worth reading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.answer import FoundBy
from assistant.fusion import found_by, fuse
from assistant.names import names_in
from assistant.query import Query
from ingest.document import Passage, SentenceKind
from ingest.embedding import Vectors
from ingest.hit import Hit
from ingest.sentences import Span
from ingest.snapshot import Snapshot
from ingest.words import folded, folded_words

# Passages that each search brings. On the tuning articles (22 to 77 passages) more changes nothing.
SEARCH_DEPTH = 50

# Passages that are read. On the tuning articles the right sentence is in 16 of them for 97 % of the
# answerable questions.
READ_DEPTH = 16


# The document itself, not a report or a study that it mentions.
_THIS = (
    r"(?:it|this|(?:this|the|that|your|este|esta|el|la|o|a) (?:original |whole |policy |present )?"
    r"(?:brief|briefing|report|document|paper|publication|edition|article|text|study|original|"
    r"informe|documento|estudio|texto|articulo|relatorio|estudo|artigo))\b"
    r"(?! (?:on|of|about|by|to|that|sobre|de|do|da)\b)"
)
# Who made it, not what it says: "What do the authors recommend?" is a question of the other kind.
_MAKER = (
    r"(?:who|which (?:two |three )?(?:people|persons?|authors?|researchers?|organi[sz]ations?|"
    r"institut\w+|think tanks?|bod(?:y|ies)|agenc(?:y|ies)|governments?|foundations?|funders?))"
)
_ABOUT_DOCUMENT = re.compile(
    rf"\b(?:{_MAKER} (?:\w+ )?(?:wrote|authored|published|funded|financed|sponsored|commissioned|"
    rf"paid for|is behind|are behind) {_THIS}|"
    rf"who (?:is|are|was|were) (?:the|its) (?:authors?|writers?|publishers?|funders?|sponsors?)"
    rf"(?: of {_THIS})?\W*$|"
    rf"(?:funding|funders?|sponsors?|authors?|writers?|publisher|date) (?:of|for|behind) {_THIS}|"
    rf"{_THIS} (?:\w+ )?(?:written|funded|paid for|financed|sponsored|published)\W*$|"
    r"(?:positions?|jobs?|titles?|affiliations?|biograph\w+) of the authors?\b|"
    r"authors? (?:work|affiliat)\w*|"
    rf"quien(?:es)? (?:escribi|public|financi|pag)\w* {_THIS}|"
    r"quien(?:es)? (?:es el autor|son los autores)|"
    rf"quem (?:escreveu|publicou|financiou|pagou) {_THIS}|quem (?:e o autor|sao os autores))"
)


# "Who is Inga Holm?", "Where does she work?"; not what was said about a ministry that paid.
_WHO_IS = re.compile(
    r"\b(?:who (?:is|are|was|were)|works?|working|employs?|employed|position|job|affiliat\w+|"
    r"quien(?:es)? (?:es|son|fue|era)|quem (?:e|sao|foi|era)|trabaja\w*|trabalha\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer, with what the searches say of it."""

    passage: Passage
    sentences: tuple[Span, ...]
    """Offsets into the document's text."""
    sentence_texts: tuple[str, ...]
    sentence_vectors: Vectors
    """Unit vectors, shape (number of sentences, dimension)."""
    dense: float
    """Cosine of question and passage; 0 where the dense search did not find it."""
    lexical: float
    """BM25 of the passage; 0 where no word is shared."""
    language: str
    found_by: FoundBy


def find_candidates(
    query: Query, snapshot: Snapshot, *, limit: int = READ_DEPTH
) -> tuple[Candidate, ...]:
    """Return the passages that both searches together rank highest, best first.

    What a document says of itself (authors, funding) answers the questions about that, and no
    others; a document that says nothing of itself is searched as for any question.
    """
    if is_about_document(query.text) or _names_a_maker(query.text, snapshot):
        # Few passages are of this kind: all are looked through, so that none is missed.
        every = len(snapshot.lexical)
        found = _candidates(query, snapshot, kind=SentenceKind.ABOUT, depth=every, limit=limit)
        if found:
            return found
    return _candidates(query, snapshot, kind=SentenceKind.BODY, depth=SEARCH_DEPTH, limit=limit)


def in_turn(
    candidates: Sequence[Candidate], others: Sequence[Candidate], *, limit: int
) -> tuple[Candidate, ...]:
    """Return the candidates of two searches, one of each in turn, none twice.

    What both found has the better scores of both.
    """
    merged: dict[str, Candidate] = {}
    for one in (one for pair in zip_longest(candidates, others) for one in pair if one):
        same = merged.get(one.passage.passage_id, one)
        merged[one.passage.passage_id] = replace(
            same, dense=max(same.dense, one.dense), lexical=max(same.lexical, one.lexical)
        )
    return tuple(merged.values())[:limit]


def _candidates(
    query: Query, snapshot: Snapshot, *, kind: SentenceKind, depth: int, limit: int
) -> tuple[Candidate, ...]:
    def kept(hits: Sequence[Hit]) -> list[Hit]:
        return [hit for hit in hits if snapshot.passage(hit.passage_id).kind is kind]

    dense = kept(snapshot.search_vectors(query.vector, limit=depth))
    lexical = kept(snapshot.lexical.search(query.terms, limit=depth))
    dense_scores = {hit.passage_id: hit.score for hit in dense}
    lexical_scores = {hit.passage_id: hit.score for hit in lexical}
    return tuple(
        _candidate(
            snapshot,
            snapshot.passage(hit.passage_id),
            dense=dense_scores.get(hit.passage_id, 0.0),
            lexical=lexical_scores.get(hit.passage_id, 0.0),
            by=found_by(hit.passage_id, dense_scores, lexical_scores),
        )
        for hit in fuse(dense, lexical, limit=limit)
    )


def is_about_document(question: str) -> bool:
    """Tell whether a question asks who wrote, published or paid for a document."""
    return _ABOUT_DOCUMENT.search(folded(question)) is not None


def _names_a_maker(question: str, snapshot: Snapshot) -> bool:
    """Tell whether a question is who somebody is whom documents name only of themselves."""
    if not _WHO_IS.search(folded(question)):
        return False
    words = snapshot.vocabulary
    named = [frozenset(folded_words(name.text)) for name in names_in(question)]
    return any(name <= words.about and bool(name & words.only_about) for name in named)


def _candidate(
    snapshot: Snapshot, passage: Passage, *, dense: float, lexical: float, by: FoundBy
) -> Candidate:
    document = snapshot.document(passage.doc_id).document
    spans = snapshot.sentence_spans(passage)
    return Candidate(
        passage=passage,
        sentences=tuple(spans),
        sentence_texts=tuple(document.text[span.start : span.end] for span in spans),
        sentence_vectors=snapshot.sentence_vectors(passage),
        dense=dense,
        lexical=lexical,
        language=document.language,
        found_by=by,
    )
