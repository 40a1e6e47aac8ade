"""The path of one question, from what was typed to a checked answer."""

import time
from collections.abc import Iterator, Sequence

from assistant.answer import (
    Answer,
    AnswerEvent,
    Evidence,
    Finished,
    Searching,
    Status,
    TextDelta,
    Turn,
)
from assistant.answerability import judge
from assistant.citation import Footnotes
from assistant.composer import Composer
from assistant.conversation import Standalone, make_standalone
from assistant.material import ExactAnswer, Material, Part
from assistant.query import make_query
from assistant.question import Question, QuestionKind, analyse
from assistant.quoting.composer import QuotingComposer
from assistant.reader.reading import Reader, Reading
from assistant.reader.similarity import SimilarityReader
from assistant.retrieval import READ_DEPTH, Candidate, find_candidates
from assistant.sides import Side
from ingest.embedding import Embedder
from ingest.errors import BriefingError, NoIndexError
from ingest.library import Library, Snapshot

# Shared by the pipeline, the interfaces and the tests.
ABSTENTION = "The documents do not answer this question."
PARTIAL_LEAD = "The documents do not say this directly; closest:"

# A partial answer shows what is near, not an essay about it.
PARTIAL_SENTENCES = 2

# Passages that are read for each side of a comparison, besides those of the whole question.
SIDE_DEPTH = 4

# Far more than a question; a pasted report is not searched for but refused with a clear message.
MAX_QUESTION_CHARACTERS = 2_000


class Assistant:
    """Answers questions from a library, every sentence cited.

    Args:
        library: the documents; a version that is put in force later is used from then on.
        embedder: the model that the library was made with.
        reader: ranks sentences and, where it can, finds the exact answer.
        composer: writes the answer from the evidence.
        depth: passages that are read for a question, at least 1.

    """

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        *,
        reader: Reader | None = None,
        composer: Composer | None = None,
        depth: int = READ_DEPTH,
    ) -> None:
        self.library = library
        self._embedder = embedder
        self._reader = reader or SimilarityReader()
        self._composer = composer or QuotingComposer()
        self._depth = depth

    @property
    def model_name(self) -> str:
        """Return who writes the answers."""
        return self._composer.model_name

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the whole answer; raises as `stream` does."""
        for event in self.stream(question, history):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[AnswerEvent]:
        """Yield what is searched for, the answer's text piece by piece, and the answer.

        The pieces joined are the answer's text.

        Raises:
            BriefingError: the question is empty or too long, or there is no usable index.

        """
        clock = _Clock()
        check_question(question)
        standalone = make_standalone(question, history)
        yield Searching(standalone.text)
        snapshot = self.library.snapshot()
        if not snapshot.entries:
            raise NoIndexError("There are no documents. Take some in with: briefing ingest PATH")
        asked = analyse(standalone.text)
        query = make_query(standalone, snapshot=snapshot, embedder=self._embedder)
        clock.lap("embed")
        candidates = find_candidates(query, snapshot, limit=self._depth)
        clock.lap("search")
        readings = self._reader.read(query, candidates)
        judgement = judge(query, candidates, readings, snapshot=snapshot)
        evidence = rank(candidates, readings)
        exact = exact_answer(candidates, readings, evidence[0]) if evidence else None
        parts = self._read_sides(asked.sides, snapshot)
        clock.lap("read")
        material = Material(asked, evidence, snapshot, exact, parts)
        footnotes = Footnotes(lambda doc_id: snapshot.document(doc_id).document)
        pieces: list[str] = []
        for piece in self._write(material, judgement.status, footnotes):
            pieces.append(piece)
            yield TextDelta(piece)
        clock.lap("compose")
        yield Finished(
            Answer(
                question=question,
                standalone_question=standalone.text,
                text="".join(pieces),
                status=judgement.status,
                citations=footnotes.citations,
                evidence=evidence,
                model_name=self._composer.model_name,
                timings=clock.laps,
                reason=judgement.reason,
            )
        )

    def evidence(self, question: str) -> tuple[Evidence, ...]:
        """Return the sentences nearest to a question, best first, without composing an answer.

        Raises:
            BriefingError: as `stream` does.

        """
        check_question(question)
        return self._read(question, self.library.snapshot(), depth=self._depth)

    def _read(self, question: str, snapshot: Snapshot, *, depth: int) -> tuple[Evidence, ...]:
        """Search for a question that stands alone and return the sentences found, best first."""
        query = make_query(Standalone(question), snapshot=snapshot, embedder=self._embedder)
        candidates = find_candidates(query, snapshot, limit=depth)
        return rank(candidates, self._reader.read(query, candidates))

    def _read_sides(self, sides: Sequence[Side], snapshot: Snapshot) -> tuple[Part, ...]:
        """Read what each side of a question finds by itself."""
        return tuple(
            Part(side.label, self._read(side.question, snapshot, depth=SIDE_DEPTH))
            for side in sides
        )

    def _write(self, material: Material, status: Status, footnotes: Footnotes) -> Iterator[str]:
        """Yield the answer's text; an abstention never reaches the composer."""
        if status is Status.ABSTAINED:
            yield ABSTENTION
            return
        if status is Status.PARTIAL:
            yield PARTIAL_LEAD
            closest = material.evidence[:PARTIAL_SENTENCES]
            material = Material(
                Question(material.question.text, QuestionKind.FACT), closest, material.snapshot
            )
        gap = "" if status is Status.ANSWERED else " "
        for statement in self._composer.compose(material):
            yield f"{gap}{statement.text} {footnotes.marker(statement.supports)}"
            gap = " "


def check_question(question: str) -> None:
    """Raise BriefingError for a question that cannot be searched for."""
    if not question.strip():
        raise BriefingError("The question is empty. Type a question and try again.")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise BriefingError(
            f"The question has {len(question):,} characters; at most "
            f"{MAX_QUESTION_CHARACTERS:,} are taken. Ask about one thing at a time."
        )


def rank(candidates: Sequence[Candidate], readings: Sequence[Reading]) -> tuple[Evidence, ...]:
    """Return the sentences of all candidates by their scores, best first."""
    evidence = [
        Evidence(candidate.passage, span.start, span.end, text, score, candidate.found_by)
        for candidate, reading in zip(candidates, readings, strict=True)
        for span, text, score in zip(
            candidate.sentences, candidate.sentence_texts, reading.sentence_scores, strict=True
        )
    ]
    return tuple(sorted(evidence, key=lambda one: -one.score))


def exact_answer(
    candidates: Sequence[Candidate], readings: Sequence[Reading], best: Evidence
) -> ExactAnswer | None:
    """Return the words that the reader takes for the answer within the best sentence, if any."""
    for candidate, reading in zip(candidates, readings, strict=True):
        span = reading.answer
        if span and candidate.passage == best.passage and best.start <= span.start < best.end:
            text = candidate.passage.text
            first = candidate.passage.start
            return ExactAnswer(
                best, span.start, span.end, text[span.start - first : span.end - first]
            )
    return None


class _Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """Note the time since the last step, and the total so far."""
        now = time.perf_counter()
        self.laps[step] = now - self._last
        self.laps["total"] = now - self._started
        self._last = now
