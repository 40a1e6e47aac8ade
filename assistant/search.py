"""From a standalone question to the sentences that may answer it, best first."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Evidence
from assistant.conversation import Standalone
from assistant.expected import expects, fits
from assistant.gloss import language_of
from assistant.material import ExactAnswer
from assistant.query import Query, make_query
from assistant.question import Question, QuestionKind
from assistant.reader.reading import Reader, Reading
from assistant.retrieval import Candidate, find_candidates
from assistant.unsaid import with_unsaid
from ingest.document import Passage
from ingest.embedding import Embedder
from ingest.sentences import Span
from ingest.snapshot import Snapshot
from ingest.words import folded

# A reader's probability from which its exact answer is shown before the sentence: of 411 tuning
# questions above it that have an answer 88 % have it in that sentence, and 10 of 245 that have none
# come so far. At 0.8 it would be 84 % of 543, and 16.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one question, and what a reader made of it."""

    query: Query
    candidates: tuple[Candidate, ...]
    readings: tuple[Reading, ...]
    """One for each candidate."""
    evidence: tuple[Evidence, ...]
    """The sentences of all candidates, best first."""

    @property
    def exact(self) -> ExactAnswer | None:
        """Return the words of the best sentence that the reader is sure are the answer, if any.

        Where it is as sure of other words elsewhere, it is sure of none.
        """
        sure = [
            (candidate.passage, reading.answer)
            for candidate, reading in zip(self.candidates, self.readings, strict=True)
            if reading.answer and (reading.answer_probability or 0.0) >= SURE
        ]
        best = self.evidence[0] if self.evidence else None
        for passage, span in sure:
            if not best or passage != best.passage:
                continue
            text = _text(passage, span)
            inside = best.start <= span.start and span.end <= best.end
            agreed = all(_alike(text, _text(*other)) for other in sure)
            if inside and agreed and self._fits(text):
                return ExactAnswer(best, span.start, span.end, text)
        return None

    def _fits(self, answer: str) -> bool:
        kind = expects(self.query.text)
        return kind is None or fits(kind, answer, question=self.query.text)


def _text(passage: Passage, span: Span) -> str:
    return passage.text[span.start - passage.start : span.end - passage.start]


def _alike(one: str, other: str) -> bool:
    """Tell whether one of two answers is within the other: "$70 million", "around $70 million"."""
    one, other = folded(one), folded(other)
    return one in other or other in one


def query_for(
    asked: Question, standalone: Standalone, *, snapshot: Snapshot, embedder: Embedder
) -> Query:
    """Return what is searched for: of a summary its topic, since "brief me" is in no document."""
    # A topic alone has too few words to tell its language.
    language = language_of(standalone.question)
    if asked.kind is QuestionKind.SUMMARY and asked.topic:
        standalone = Standalone(asked.topic, standalone.context)
    return make_query(standalone, snapshot=snapshot, embedder=embedder, language=language)


def search(
    standalone: Standalone,
    *,
    snapshot: Snapshot,
    embedder: Embedder,
    reader: Reader,
    depth: int,
) -> Found:
    """Search for a question in both ways and read the `depth` best passages."""
    query = make_query(standalone, snapshot=snapshot, embedder=embedder)
    return read(*find(query, snapshot=snapshot, embedder=embedder, depth=depth), reader=reader)


def find(
    query: Query, *, snapshot: Snapshot, embedder: Embedder, depth: int
) -> tuple[Query, tuple[Candidate, ...]]:
    """Return the `depth` passages worth reading, and the question as it is put to each of them."""
    candidates = find_candidates(query, snapshot, limit=depth)
    return with_unsaid(query, candidates, snapshot=snapshot, embedder=embedder, limit=depth)


def read(query: Query, candidates: Sequence[Candidate], *, reader: Reader) -> Found:
    """Read passages and rank their sentences."""
    readings = tuple(reader.read(query, candidates))
    return Found(query, tuple(candidates), readings, rank(candidates, readings))


def rank(candidates: Sequence[Candidate], readings: Sequence[Reading]) -> tuple[Evidence, ...]:
    """Return the sentences of all candidates by their scores, best first."""
    evidence = [
        Evidence(
            candidate.passage,
            span.start,
            span.end,
            text,
            score,
            candidate.found_by,
            reading.answer_probability,
        )
        for candidate, reading in zip(candidates, readings, strict=True)
        for span, text, score in zip(
            candidate.sentences, candidate.sentence_texts, reading.sentence_scores, strict=True
        )
    ]
    return tuple(sorted(evidence, key=lambda one: -one.score))
