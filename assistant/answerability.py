"""Whether the evidence answers at all: decided before anything is composed."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Status
from assistant.expected import expects, fits
from assistant.names import acronyms_in, is_known, is_spelled_out, names_in, years_in
from assistant.query import Query
from assistant.reader.reading import Reading
from assistant.retrieval import Candidate
from ingest.document import SentenceKind
from ingest.language import detect_language
from ingest.library import Snapshot
from ingest.words import folded

# On the tuning articles' 232 answerable questions and as many asked of another article, the cosine
# of the best sentence alone has an AUC of 0.99; below the first limit are 1 % of the answerable and
# 96 % of the others, below the second 6 % of the answerable. Figures: assistant/README.md.
ABSTAIN_BELOW = 0.30
PARTIAL_BELOW = 0.40

# Questions in another language than the documents lie lower with an English model.
OTHER_LANGUAGE_DISCOUNT = 0.15

# A reader that gives a probability decides by it.
READER_ABSTAINS_BELOW = 0.2
READER_PARTIAL_BELOW = 0.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far the evidence carries an answer, and why."""

    status: Status
    reason: str


def judge(
    query: Query,
    candidates: Sequence[Candidate],
    readings: Sequence[Reading],
    *,
    snapshot: Snapshot,
) -> Judgement:
    """Decide between an answer, the closest there is, and none.

    Args:
        query: the question as it was searched for.
        candidates: the passages that were read.
        readings: what the reader found in each of them.
        snapshot: the documents: a name that none of them mentions is strong evidence that they
            do not answer.

    """
    if not candidates:
        return Judgement(Status.ABSTAINED, "no passage is near the question")
    unknown = unknown_names(query.text, snapshot)
    if unknown:
        return Judgement(Status.ABSTAINED, f"the documents never mention {', '.join(unknown)}")
    probabilities = [
        reading.answer_probability for reading in readings if reading.answer_probability is not None
    ]
    if probabilities:
        return _by_limits(max(probabilities), READER_ABSTAINS_BELOW, READER_PARTIAL_BELOW)
    if candidates[0].passage.kind is SentenceKind.ABOUT:
        return _about_document(query.text, candidates)
    best = max(float((one.sentence_vectors @ query.vector).max()) for one in candidates)
    language = detect_language(query.text, min_hits=1)
    discount = 0.0 if language in snapshot.lexical.languages else OTHER_LANGUAGE_DISCOUNT
    return _by_limits(best, ABSTAIN_BELOW - discount, PARTIAL_BELOW - discount)


def _about_document(question: str, candidates: Sequence[Candidate]) -> Judgement:
    """Judge a question about the document itself, where a few sentences hold all there is."""
    kind = expects(question)
    texts = [text for candidate in candidates for text in candidate.sentence_texts]
    if kind and not any(fits(kind, text, question=question) for text in texts):
        return Judgement(Status.PARTIAL, "the document says something of itself, but not this")
    return Judgement(Status.ANSWERED, "the document says so of itself")


def unknown_names(question: str, snapshot: Snapshot) -> list[str]:
    """Return the names, years and acronyms of a question that no document mentions."""
    asked = [name.text for name in names_in(question)] + years_in(question)
    unknown = [
        name
        for name in asked
        if not is_known(name, vocabulary=snapshot.vocabulary, name_words=snapshot.name_words)
    ]
    acronyms = [one for one in acronyms_in(question) if folded(one) not in snapshot.vocabulary]
    if acronyms:
        texts = [parsed.document.text for parsed in snapshot.documents]
        unknown += [one for one in acronyms if not is_spelled_out(one, texts)]
    return list(dict.fromkeys(unknown))


def _by_limits(value: float, abstain_below: float, partial_below: float) -> Judgement:
    if value < abstain_below:
        return Judgement(Status.ABSTAINED, "no sentence is close enough to the question")
    if value < partial_below:
        return Judgement(Status.PARTIAL, "the closest sentence is only related to the question")
    return Judgement(Status.ANSWERED, "a sentence is close to the question")
