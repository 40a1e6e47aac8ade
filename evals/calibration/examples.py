"""Questions of which it is known whether the passages at hand answer them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answerability import judge_by_rule
from assistant.assistant import Assistant
from assistant.conversation import make_standalone
from assistant.question import analyse
from assistant.reader.reading import Reader
from assistant.retrieval import READ_DEPTH, Candidate
from assistant.search import find, query_for, read
from assistant.signals import Signals, signals_of
from assistant.spelling import correct_spelling
from evals.case import Case
from evals.suite import Suite
from ingest.embedding import Embedder
from ingest.snapshot import Snapshot

# Labels: with an answer, and of those without one the questions that were written so.
ANSWERED, ASKED = "answered", "unanswered"

# The paragraph that is taken out of sight fills a few of the passages that were found.
SPARE_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its signals."""

    case_id: str
    set_name: str
    fold: str
    """What must not be in both halves of a cross-validation: the document asked about."""
    label: str
    """`answered`; `unanswered`; `removed`: the paragraph with the answer was taken away; or
    `foreign`: the question is for another document."""
    signals: Signals

    @property
    def answerable(self) -> bool:
        """Tell whether what was read holds the answer."""
        return self.label == ANSWERED


def examples_of(
    suite: Suite[Assistant],
    *,
    set_name: str,
    fold: str,
    reader: Reader,
    embedder: Embedder,
    foreign: Sequence[Case] = (),
) -> Iterator[Example]:
    """Yield an example for each case, and one without its paragraph where it has an answer.

    Questions that a rule settles are left out: no probability is needed for them.

    Args:
        suite: cases with the library they are about.
        set_name: of the cases.
        fold: name of the document.
        reader: reads the passages.
        embedder: embeds the questions.
        foreign: cases about other documents.

    """
    snapshot = suite.assistant.library.snapshot()
    labelled = [(case, ANSWERED if case.answerable else ASKED) for case in suite.cases]
    labelled += [(case, "foreign") for case in foreign]
    for case, told in labelled:
        standalone = make_standalone(case.question, case.history)
        standalone = correct_spelling(standalone, snapshot=snapshot, embedder=embedder)
        asked = analyse(standalone.text)
        query = query_for(asked, standalone, snapshot=snapshot, embedder=embedder)
        query, found = find(
            query, snapshot=snapshot, embedder=embedder, depth=READ_DEPTH + SPARE_DEPTH
        )
        variants = [(told, found)]
        if told == ANSWERED and case.gold:
            variants.append(("removed", _without_answer(found, case, snapshot)))
        for label, candidates in variants:
            what = read(query, candidates[:READ_DEPTH], reader=reader)
            if judge_by_rule(what, asked, snapshot=snapshot) is None:
                hidden = _ids(found) - _ids(candidates)
                signals = signals_of(what, snapshot=snapshot, hidden=hidden)
                yield Example(case.id, set_name, fold, label, signals)


def _without_answer(
    candidates: Sequence[Candidate], case: Case, snapshot: Snapshot
) -> tuple[Candidate, ...]:
    """Return the passages that share no paragraph with the case's gold."""
    barred = {
        (gold.document, sentence.paragraph)
        for gold in case.gold
        for sentence in snapshot.document(gold.document).sentences
        if sentence.start < gold.end and gold.start < sentence.end
    }
    return tuple(one for one in candidates if not (_paragraphs(one, snapshot) & barred))


def _ids(candidates: Sequence[Candidate]) -> set[str]:
    return {one.passage.passage_id for one in candidates}


def _paragraphs(candidate: Candidate, snapshot: Snapshot) -> set[tuple[str, int]]:
    passage = candidate.passage
    sentences = snapshot.document(passage.doc_id).sentences
    return {
        (passage.doc_id, sentence.paragraph)
        for sentence in sentences[passage.first_sentence : passage.last_sentence + 1]
    }
