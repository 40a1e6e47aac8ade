"""What a question names and passages leave unsaid: the place that their document is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.aliases import with_other_names
from assistant.background import Background
from assistant.demonyms import relatives
from assistant.names import Name, names_in
from assistant.query import READ_LANGUAGE, Query, Unsaid
from assistant.retrieval import Candidate, find_candidates, in_turn
from ingest.document import SentenceKind
from ingest.embedding import Embedder
from ingest.snapshot import Snapshot
from ingest.words import folded_words

# Documents whose background is kept ready.
KEPT = 40


def with_unsaid(
    query: Query,
    candidates: Sequence[Candidate],
    *,
    snapshot: Snapshot,
    embedder: Embedder,
    limit: int,
) -> tuple[Query, tuple[Candidate, ...]]:
    """Return a question as it is put where its places are left unsaid, and what to read for it.

    Its candidates come with passages about its places that are found without them. Of several
    documents that are about places of the question the best candidate's decides which. Only English
    is read so: question and candidates themselves where there is no such passage.
    """
    if not names_in(query.english_text):
        return query, tuple(candidates)
    backgrounds = _backgrounds(candidates, snapshot)
    asked = _without_places(query, backgrounds, snapshot, embedder)
    if asked is None:
        return query, tuple(candidates)
    further = find_candidates(asked.query, snapshot, limit=limit)
    about = [one for one in (*candidates, *further) if one.passage.doc_id in asked.doc_ids]
    unsaid, naming = _told_apart(about, asked.places, backgrounds)
    if not unsaid:
        return query, tuple(candidates)
    found = [one for one in further if one.passage.passage_id in unsaid | naming]
    told = Unsaid(
        asked.query.reading_text,
        asked.query.vector,
        tuple(place.text for place in asked.places),
        frozenset(query.terms.keys() - asked.query.terms.keys()),
        unsaid | naming,
        unsaid,
    )
    return replace(query, unsaid=told), in_turn(candidates, found, limit=limit)


@dataclass(frozen=True, slots=True)
class _Placeless:
    """A question without its places."""

    query: Query
    places: Sequence[Name]
    doc_ids: frozenset[str]
    """Documents that are about the places."""


def _without_places(
    query: Query, backgrounds: Mapping[str, Background], snapshot: Snapshot, embedder: Embedder
) -> _Placeless | None:
    """Return a question without the places that the first of some documents is about."""
    named = {doc_id: one.places_in(query.english_text) for doc_id, one in backgrounds.items()}
    doc_id = next((doc_id for doc_id, places in named.items() if places), None)
    text = backgrounds[doc_id].without(query.english_text, named[doc_id]) if doc_id else ""
    if doc_id is None or not text:
        return None
    places = named[doc_id]
    of_places = _terms_of(places, snapshot)
    without = replace(
        query,
        english_text=text,
        vector=embedder.encode([with_other_names(text, query.other_names)])[0],
        terms={term: factor for term, factor in query.terms.items() if term not in of_places},
    )
    about = (one for one, found in named.items() if set(places) <= set(found))
    return _Placeless(without, places, frozenset(about))


def _backgrounds(candidates: Sequence[Candidate], snapshot: Snapshot) -> Mapping[str, Background]:
    """Return the backgrounds of the candidates' documents in English, in their order."""
    doc_ids = (one.passage.doc_id for one in candidates if one.language == READ_LANGUAGE)
    return {doc_id: _background_of(doc_id, snapshot) for doc_id in dict.fromkeys(doc_ids)}


def _told_apart(
    candidates: Sequence[Candidate],
    places: Sequence[Name],
    backgrounds: Mapping[str, Background],
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the passages that leave places unsaid, and of those that name one."""
    unsaid, naming = set(), set()
    for one in candidates:
        background = backgrounds[one.passage.doc_id]
        if background.are_named(places, one.sentence_texts):
            naming.add(one.passage.passage_id)
        elif background.leaves_unsaid(places, one.sentence_texts, one.passage.heading_path):
            unsaid.add(one.passage.passage_id)
    return frozenset(unsaid), frozenset(naming)


def _terms_of(places: Sequence[Name], snapshot: Snapshot) -> frozenset[str]:
    """Return the terms of some places and of their peoples."""
    words = {word for place in places for word in folded_words(place.text)}
    names = snapshot.vocabulary.names
    forms = {form for word in words for form in (word, *relatives(word, names))}
    return frozenset(snapshot.lexical.terms(" ".join(sorted(forms))))


def _background_of(doc_id: str, snapshot: Snapshot) -> Background:
    passages = snapshot.passages(doc_id)
    body = tuple(one.text for one in passages if one.kind is SentenceKind.BODY)
    return _background(snapshot.document(doc_id).document.text, body)


@lru_cache(maxsize=KEPT)
def _background(text: str, passages: tuple[str, ...]) -> Background:
    return Background(text, passages)
