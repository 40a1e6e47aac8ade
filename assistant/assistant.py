"""The path of one question, from what was typed to a checked answer."""

from collections.abc import Collection, Iterator, Sequence

from assistant.addressed import addressed
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
from assistant.answerability import Judgement, best_of, judge
from assistant.citation import Footnotes
from assistant.clock import Clock
from assistant.composer import Composer
from assistant.conversation import Standalone, make_standalone
from assistant.draft import Draft
from assistant.material import Material, Part
from assistant.phrases import Phrases, phrases_for
from assistant.question import Question, QuestionKind, analyse
from assistant.quoting.composer import QuotingComposer
from assistant.reader.reading import Reader
from assistant.reader.trained import TrainedReader
from assistant.retrieval import READ_DEPTH
from assistant.search import Found, find, query_for, read, search
from assistant.spelling import correct_spelling
from assistant.writing.rewriting import Rewriter
from ingest.embedding import Embedder
from ingest.errors import BriefingError, NoIndexError
from ingest.library import Library
from ingest.snapshot import Snapshot

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
        rewriter: puts a follow-up so that it stands alone; rules do where it is None or gives none.
        depth: passages that are read for a question, at least 1.

    """

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        *,
        reader: Reader | None = None,
        composer: Composer | None = None,
        rewriter: Rewriter | None = None,
        depth: int = READ_DEPTH,
    ) -> None:
        self.library = library
        self._embedder = embedder
        self._reader = reader or TrainedReader()
        self._composer = composer or QuotingComposer()
        self._rewriter = rewriter
        self._depth = depth

    @property
    def model_name(self) -> str:
        """Return who writes the answers."""
        return self._composer.model_name

    def with_depth(self, depth: int) -> "Assistant":
        """Return an assistant with the same parts that reads so many passages for a question."""
        return Assistant(
            self.library,
            self._embedder,
            reader=self._reader,
            composer=self._composer,
            rewriter=self._rewriter,
            depth=depth,
        )

    def answer(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
    ) -> Answer:
        """Return the whole answer; takes and raises what `stream` does."""
        for event in self.stream(question, history, documents):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
    ) -> Iterator[AnswerEvent]:
        """Yield what is searched for, the answer's text piece by piece, and the answer.

        The pieces joined are the answer's text.

        Args:
            question: as it was typed.
            history: the earlier turns, oldest first.
            documents: ids of those that the answer may come from; all where None.

        Raises:
            UnknownDocumentError: there is no document with one of the ids.
            BriefingError: the question is empty or too long, no document is chosen, or there is no
                usable index.

        """
        clock = Clock()
        check_question(question)
        snapshot = self._snapshot(documents)
        standalone, snapshot = _put_to(self._standalone(question, history), snapshot)
        standalone = correct_spelling(standalone, snapshot=snapshot, embedder=self._embedder)
        yield Searching(standalone.text)
        asked = analyse(standalone.text)
        found, sides = self._find(asked, standalone, snapshot, clock)
        judgement = best_of(judge(one, asked, snapshot=snapshot) for one in (found, *sides))
        material = material_of(asked, found, sides, judgement, snapshot)
        footnotes = Footnotes(lambda doc_id: snapshot.document(doc_id).document)
        draft = Draft(footnotes)
        phrases = phrases_for(found.query.language)
        for piece in self._write(material, judgement.status, draft, phrases):
            yield TextDelta(piece)
        clock.lap("compose")
        if draft.is_declined:
            judgement = Judgement(Status.ABSTAINED, phrases.writer_found_none)
        yield Finished(
            Answer(
                question=question,
                standalone_question=standalone.text,
                text=draft.text,
                status=judgement.status,
                citations=footnotes.citations,
                evidence=found.evidence,
                model_name=self._composer.model_name,
                timings=clock.laps,
                reason=judgement.reason,
                checks=draft.checks,
                account=draft.account,
            )
        )

    def _standalone(self, question: str, history: Sequence[Turn]) -> Standalone:
        rewritten = (
            self._rewriter.rewrite(question, history) if self._rewriter and history else None
        )
        return Standalone(rewritten) if rewritten else make_standalone(question, history)

    def _find(
        self, asked: Question, standalone: Standalone, snapshot: Snapshot, clock: Clock
    ) -> tuple[Found, list[Found]]:
        """Return what is found for the whole question, and for each of its sides."""
        query = query_for(asked, standalone, snapshot=snapshot, embedder=self._embedder)
        clock.lap("embed")
        query, candidates = find(
            query, snapshot=snapshot, embedder=self._embedder, depth=self._depth
        )
        clock.lap("search")
        found = read(query, candidates, reader=self._reader)
        sides = [self._search(side.question, snapshot, SIDE_DEPTH) for side in asked.sides]
        clock.lap("read")
        return found, sides

    def _snapshot(self, documents: Collection[str] | None) -> Snapshot:
        """Return the library as it stands, or as if it held the chosen documents alone."""
        snapshot = self.library.snapshot()
        if not snapshot.entries:
            raise NoIndexError("There are no documents. Take some in with: briefing ingest PATH")
        return snapshot if documents is None else snapshot.restricted_to(documents)

    def evidence(
        self, question: str, documents: Collection[str] | None = None
    ) -> tuple[Evidence, ...]:
        """Return the sentences nearest to a question, best first, without composing an answer.

        Raises:
            BriefingError: as `stream` does.

        """
        check_question(question)
        snapshot = self._snapshot(documents)
        standalone, snapshot = _put_to(Standalone(question), snapshot)
        corrected = correct_spelling(standalone, snapshot=snapshot, embedder=self._embedder)
        return self._search(corrected.question, snapshot, self._depth).evidence

    def _search(self, question: str, snapshot: Snapshot, depth: int) -> Found:
        return search(
            Standalone(question),
            snapshot=snapshot,
            embedder=self._embedder,
            reader=self._reader,
            depth=depth,
        )

    def _write(
        self, material: Material, status: Status, draft: Draft, phrases: Phrases
    ) -> Iterator[str]:
        """Yield the answer's text; an abstention never reaches the composer."""
        if status is Status.ABSTAINED:
            yield draft.say(phrases.abstention)
            return
        if status is Status.PARTIAL:
            yield draft.say(phrases.partial_lead)
            closest = material.evidence[:PARTIAL_SENTENCES]
            material = Material(
                Question(material.question.text, QuestionKind.FACT), closest, material.snapshot
            )
        yield from draft.write(self._composer.compose(material))
        if draft.is_declined:
            yield draft.say(phrases.abstention)


def _put_to(standalone: Standalone, snapshot: Snapshot) -> tuple[Standalone, Snapshot]:
    """Return what is asked of the documents that a question names, and these alone."""
    named = addressed(standalone, snapshot)
    return named.standalone, snapshot.restricted_to(named.doc_ids) if named.doc_ids else snapshot


def check_question(question: str) -> None:
    """Raise BriefingError for a question that cannot be searched for."""
    if not question.strip():
        raise BriefingError("The question is empty. Type a question and try again.")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise BriefingError(
            f"The question has {len(question):,} characters; at most "
            f"{MAX_QUESTION_CHARACTERS:,} are taken. Ask about one thing at a time."
        )


def material_of(
    asked: Question,
    found: Found,
    sides: Sequence[Found],
    judgement: Judgement,
    snapshot: Snapshot,
) -> Material:
    """Return what a composer gets: all that was found for the question and for its sides."""
    parts = tuple(
        Part(side.label, one.evidence) for side, one in zip(asked.sides, sides, strict=True)
    )
    return Material(asked, found.evidence, snapshot, found.exact, parts, judgement.against)
