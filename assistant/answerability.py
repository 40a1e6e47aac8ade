"""Whether the evidence answers at all: decided before anything is composed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Evidence, Status
from assistant.calibration import TRANSLATED, WITH_READER, WITHOUT_READER, Calibration
from assistant.counted import counted_thing, has_anything_like
from assistant.expected import expects, fits
from assistant.listed import section_asked_for
from assistant.material import Material
from assistant.names import acronyms_in, is_mentioned, is_spelled_out, names_in, years_in
from assistant.nearby import documents_nearby
from assistant.phrases import Phrases, phrases_for
from assistant.query import READ_LANGUAGE, Query
from assistant.question import Question, QuestionKind
from assistant.quoting.announced import announced_list
from assistant.quoting.disagreement import disagreements
from assistant.retrieval import Candidate
from assistant.search import SURE, Found
from assistant.signals import signals_of
from assistant.topic import is_across, is_empty, is_sentence_about
from ingest.document import SentenceKind
from ingest.snapshot import Snapshot
from ingest.words import folded

# A reader is trained on questions for one thing; of these it cannot tell whether they are answered.
UNREAD_KINDS = frozenset({QuestionKind.SUMMARY, QuestionKind.CONFLICT})


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far the evidence carries an answer, and why."""

    status: Status
    reason: str
    against: tuple[tuple[Evidence, Evidence], ...] = ()
    """What settled it, where it was asked what documents say against each other."""


def best_of(judgements: Iterable[Judgement]) -> Judgement:
    """Return the most hopeful judgement, the first of equals: one side may be all there is."""
    order = (Status.ANSWERED, Status.PARTIAL, Status.ABSTAINED)
    return min(judgements, key=lambda one: order.index(one.status))


def judge(found: Found, asked: Question, *, snapshot: Snapshot) -> Judgement:
    """Decide between an answer, the closest there is, and none.

    Args:
        found: what was read for the question, or for one side of it.
        asked: the kind of question.
        snapshot: the documents: a name that none of them mentions is strong evidence that they
            do not answer.

    """
    phrases = phrases_for(found.query.language)
    by_rule = judge_by_rule(found, asked, snapshot=snapshot)
    if by_rule is not None:
        return by_rule
    calibration = _calibration_for(found, asked)
    probability = calibration.probability(signals_of(found, snapshot=snapshot))
    if probability < calibration.abstain_below:
        return Judgement(Status.ABSTAINED, phrases.not_close)
    if probability < calibration.partial_below or _has_doubtful_names(found, snapshot):
        return Judgement(Status.PARTIAL, phrases.only_related)
    return Judgement(Status.ANSWERED, phrases.close)


def judge_by_rule(found: Found, asked: Question, *, snapshot: Snapshot) -> Judgement | None:
    """Return the verdict where something settles it, whatever was read; else None."""
    query, phrases = found.query, phrases_for(found.query.language)
    if not found.evidence:
        return Judgement(Status.ABSTAINED, phrases.nothing_near)
    unknown = (
        unknown_names(query.compared_text, snapshot, found.evidence)
        if _names_are_telling(query, snapshot)
        else _unknown_places(query, snapshot)
    )
    if unknown:
        return Judgement(Status.ABSTAINED, phrases.never_mention(unknown))
    # Documents in another language have other words for it.
    if {query.language, *snapshot.lexical.languages} == {READ_LANGUAGE}:
        counted = None if _is_sure(found) else counted_thing(query.text)
        if counted is not None and not has_anything_like(counted, snapshot):
            return Judgement(Status.ABSTAINED, phrases.never_mention([counted]))
    if found.evidence[0].passage.kind is SentenceKind.ABOUT:
        return _about_document(query.text, found.candidates, phrases)
    if asked.kind is QuestionKind.CONFLICT and len(snapshot.entries) > 1 and is_across(asked.text):
        against = tuple(disagreements(Material(asked, found.evidence, snapshot)))
        if against:
            return Judgement(Status.ANSWERED, phrases.disagree, against)
        return Judgement(Status.ABSTAINED, phrases.no_disagreement)
    if asked.kind is QuestionKind.SUMMARY and not asked.topic:
        return Judgement(Status.ANSWERED, phrases.whole_document)
    if asked.kind is QuestionKind.SUMMARY and is_empty(asked.topic):
        return Judgement(Status.ABSTAINED, phrases.not_close)
    if asked.kind is QuestionKind.SUMMARY and _is_spoken_of(asked.topic, found):
        return Judgement(Status.ANSWERED, phrases.close)
    if asked.kind is QuestionKind.LIST and section_asked_for(
        query.text, documents_nearby(found.evidence, snapshot)
    ):
        return Judgement(Status.ANSWERED, phrases.under_heading)
    if asked.kind is QuestionKind.LIST and announced_list(query.text, found.evidence, snapshot):
        return Judgement(Status.ANSWERED, phrases.close)
    return None


def _is_sure(found: Found) -> bool:
    """Tell whether the reader is sure that the passage of the best sentence answers.

    It may say the thing by a word that is near to none: "posts" are filled where it has
    "vacancies".
    """
    return (found.evidence[0].probability or 0.0) >= SURE


def _is_spoken_of(topic: str, found: Found) -> bool:
    """Tell whether a sentence that was found names a topic: then there is something to tell."""
    return any(is_sentence_about(topic, one.text) for one in found.evidence)


def _calibration_for(found: Found, asked: Question) -> Calibration:
    """Return the model of answerability for what was read, or only compared.

    The best sentence's passage decides: what was read of passages in another language says nothing
    of it.
    """
    if found.evidence[0].probability is None or asked.kind in UNREAD_KINDS:
        return WITHOUT_READER
    return TRANSLATED if found.query.is_glossed else WITH_READER


def _about_document(question: str, candidates: Sequence[Candidate], phrases: Phrases) -> Judgement:
    """Judge a question about the document itself, where a few sentences hold all there is."""
    kind = expects(question)
    texts = [text for candidate in candidates for text in candidate.sentence_texts]
    if kind and not any(fits(kind, text, question=question) for text in texts):
        return Judgement(Status.PARTIAL, phrases.not_about_itself)
    return Judgement(Status.ANSWERED, phrases.about_itself)


def unknown_names(
    question: str, snapshot: Snapshot, evidence: Sequence[Evidence] = ()
) -> list[str]:
    """Return the names, years and acronyms of a question that no document mentions.

    Of many documents only those with evidence are searched for words that an acronym stands for.
    """
    asked = [name.text for name in names_in(question)] + years_in(question)
    words = snapshot.vocabulary
    unknown = [name for name in asked if not is_mentioned(name, words)]
    acronyms = [one for one in acronyms_in(question) if folded(one) not in words.words]
    if acronyms:
        texts = [parsed.document.text for parsed in documents_nearby(evidence, snapshot)]
        unknown += [one for one in acronyms if not is_spelled_out(one, texts)]
    return list(dict.fromkeys(unknown))


def _names_are_telling(query: Query, snapshot: Snapshot) -> bool:
    """Tell whether a name that no document has is one that none mentions.

    Another language has other names for many things: of those only the places that we know tell.
    """
    return query.language in snapshot.lexical.languages and not query.is_glossed


def _has_doubtful_names(found: Found, snapshot: Snapshot) -> bool:
    """Tell whether there are names that may be unknown or only be spelt otherwise."""
    query = found.query
    if _names_are_telling(query, snapshot):
        # Judged by rule already: what is unknown was abstained from.
        return False
    return bool(unknown_names(query.compared_text, snapshot, found.evidence))


def _unknown_places(query: Query, snapshot: Snapshot) -> list[str]:
    """Return the years and places of a question in another language that no document mentions.

    A year is written alike in all of them, and our lexicons have the places' English names.
    """
    asked = {year: year for year in years_in(query.text)}
    asked.update({place.said: place.english for place in query.places})
    return [
        said
        for said, english in asked.items()
        if not any(is_mentioned(name, snapshot.vocabulary) for name in (said, english))
    ]
