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
from ingest.terms import terms_of
from ingest.words import folded

# Of the best sentence's cosine. Of the tuning articles' 232 answerable questions 1 % lie below the
# first limit and 6 % below the second, of our `tune` cases 2 % and 14 %; it tells off-topic
# questions (AUC 0.99) and hardly those of the same field (0.68). Figures: assistant/README.md.
ABSTAIN_BELOW = 0.30
PARTIAL_BELOW = 0.40

# Questions in another language than the documents lie lower with an English model.
OTHER_LANGUAGE_DISCOUNT = 0.15

# One word that is somewhere in the documents shows nothing.
MIN_TERMS_TO_COVER = 2

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
    same_language = detect_language(query.text, min_hits=1) in snapshot.lexical.languages
    # Another language has other names for many things: Alemania is Germany.
    unknown = unknown_names(query.text, snapshot)
    if unknown and same_language:
        return Judgement(Status.ABSTAINED, f"the documents never mention {', '.join(unknown)}")
    probabilities = [
        reading.answer_probability for reading in readings if reading.answer_probability is not None
    ]
    if probabilities:
        return _by_limits(max(probabilities), READER_ABSTAINS_BELOW, READER_PARTIAL_BELOW)
    if candidates[0].passage.kind is SentenceKind.ABOUT:
        return _about_document(query.text, candidates)
    best = max(float((one.sentence_vectors @ query.vector).max()) for one in candidates)
    discount = 0.0 if same_language else OTHER_LANGUAGE_DISCOUNT
    partial_below = 1.0 if unknown else PARTIAL_BELOW - discount
    if best < ABSTAIN_BELOW - discount:
        if _has_all_words(query, candidates):
            return Judgement(Status.PARTIAL, "one passage has all words of the question")
        if not same_language and any(candidate.lexical for candidate in candidates):
            return Judgement(Status.PARTIAL, "the question is in another language")
    return _by_limits(best, ABSTAIN_BELOW - discount, partial_below)


def _has_all_words(query: Query, candidates: Sequence[Candidate]) -> bool:
    """Tell whether one passage, its headings included, has every term of the question.

    Short, general questions ("What do the authors recommend?") are far from every sentence and yet
    about what a section says.
    """
    asked = set(query.terms)
    return len(asked) >= MIN_TERMS_TO_COVER and any(
        asked <= set(terms_of(" ".join((*passage.heading_path, passage.text)), language=language))
        for passage, language in ((one.passage, one.language) for one in candidates)
    )


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
