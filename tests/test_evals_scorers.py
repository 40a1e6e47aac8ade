import pytest
from evals_factories import (
    CRANE,
    DOC,
    FELL,
    OPENED,
    PAID,
    TEXT,
    TEXTS,
    answer,
    case,
    citation,
    evidence,
    gold,
    refusal,
    unanswerable,
)

from assistant.answer import Status
from evals.citation_match import citation_precision, citation_recall
from evals.citation_validity import citation_validity
from evals.refusal import false_refusal, refusal_precision, refusal_recall
from evals.retrieval import evidence_recall, evidence_reciprocal_rank
from evals.right_answer import LONG_WORD_CAP, WORD_CAP, right_answer, word_cap

SHARE = case(type="number", answers=(("64 percent",),), gold=(gold(PAID),))
EVERYTHING = answer(TEXT, text=f"{TEXT} {'More. ' * WORD_CAP}[1]")
PARTIAL = answer(OPENED, status=Status.PARTIAL)

RIGHT = [
    ("its sentence", case(), answer(OPENED), 1, ""),
    ("as a partial answer", case(), PARTIAL, 1, ""),
    ("another number around the digits", SHARE, answer(FELL), 0, "does not say '64 percent'"),
    ("the number itself", SHARE, answer(PAID), 1, ""),
    ("one group of two", case(answers=(("1931",), ("Okafor",))), answer(OPENED), 0, "'Okafor'"),
    ("both groups", case(answers=(("1931",), ("Okafor",))), answer(OPENED, PAID), 1, ""),
    ("one alternative", case(answers=(("thirties", "1931"),)), answer(OPENED), 1, ""),
    ("everything there is", case(), EVERYTHING, 0, "the cap is 90"),
    ("right words in a refusal", case(), refusal(OPENED), 0, "refused, but the documents say it"),
    ("a citation number", case(answers=(("1",),)), answer(OPENED), 0, "does not say '1'"),
    ("a refusal that was due", unanswerable(), refusal(), 1, "refused"),
    ("a refusal in many words", unanswerable(), refusal("Sorry! " + TEXT), 1, "refused"),
    ("refusing words, answered", unanswerable(), answer(text="Not in the brief."), 0, "answered"),
    ("partial where nothing is said", unanswerable(), PARTIAL, 0, "partial, but"),
]


@pytest.mark.parametrize(("what", "asked", "given", "value", "reason"), RIGHT)
def test_an_answer_is_right_or_wrong_with_a_reason(what, asked, given, value, reason):
    score = right_answer(asked, given, TEXTS)
    assert (score.name, score.value) == ("accuracy", value)
    assert reason in score.reason


@pytest.mark.parametrize("kind", ["list", "summary", "comparison", "contradiction"])
def test_an_answer_of_many_parts_may_be_longer_but_not_endless(kind):
    assert word_cap(case(type=kind)) == LONG_WORD_CAP
    long = answer(text="1931 " + "word " * (LONG_WORD_CAP - 1))
    longer = answer(text="1931 " + "word " * LONG_WORD_CAP)
    assert right_answer(case(type=kind), long, TEXTS).value == 1
    assert right_answer(case(type=kind), longer, TEXTS).value == 0


def test_markers_do_not_count_as_words():
    full = answer(text="1931 " + "word " * (WORD_CAP - 1) + "[1] [2][3]")
    assert right_answer(case(), full, TEXTS).value == 1


def one_citation(**changes):
    return answer(OPENED, citations=(citation(OPENED, **changes),))


VALIDITY = [
    ("each quote in its place", answer(OPENED, PAID), 1, "2 checked"),
    ("nothing cited", answer(text=OPENED), 0, "nothing is cited"),
    ("off by one", one_citation(start=TEXT.index(OPENED) + 1), 0, "is not what stands at"),
    ("another quote", one_citation(quote="It opened."), 0, "is not what stands at"),
    ("another document", one_citation(doc_id="canal"), 0, "'canal', which is no document"),
    ("beyond the end", one_citation(end=len(TEXT) + 9), 0, "outside the text"),
    ("counted from the end", one_citation(start=-5, end=-1, quote=TEXT[-5:-1]), 0, "outside"),
    ("an empty quote", one_citation(start=3, end=3, quote=""), 0, "outside the text"),
    ("a marker too many", answer(OPENED, text="So. [1][2]"), 0, "marker [2] has no citation"),
    ("a marker too few", answer(OPENED, PAID, text="So. [1]"), 0, "citation 2 has no marker"),
    (
        "numbers from 2",
        answer(OPENED, text="So. [2]", citations=(citation(OPENED, number=2),)),
        0,
        "not 1 to 1",
    ),
    ("a refusal without citing", refusal(), None, "refused without citing"),
    ("a refusal with a loose marker", refusal("No. [1]"), 0, "marker [1] has no citation"),
]


@pytest.mark.parametrize(("what", "given", "value", "reason"), VALIDITY)
def test_citations_are_valid_only_if_a_reader_can_check_every_one(what, given, value, reason):
    score = citation_validity(case(), given, TEXTS)
    assert score.value == value
    assert reason in score.reason


TWO_GOLD = case(gold=(gold(OPENED), gold(CRANE)))

MATCH = [
    ("the gold sentence", case(), answer(OPENED), 1, 1),
    ("a part of it", case(), answer("opened in 1931"), 1, 1),
    ("another sentence", case(), answer(PAID), 0, 0),
    ("gold and another", case(), answer(OPENED, PAID), 1 / 2, 1),
    ("one gold of two", TWO_GOLD, answer(OPENED), 1, 1 / 2),
    (
        "both gold in one span",
        TWO_GOLD,
        answer(TEXT[TEXT.index(OPENED) : TEXT.index(CRANE) + 9]),
        2 / 3,
        1,
    ),
    ("everything in one citation", case(), answer(TEXT), 1 / 6, 1),
    ("the same twice", case(), answer(OPENED, OPENED), 1, 1),
    ("a refusal", case(), refusal(), None, 0),
    ("a case without gold", case(gold=()), answer(OPENED), None, None),
    ("nothing to say", unanswerable(), answer(OPENED), None, None),
    ("nothing to say, though near", unanswerable(gold=(gold(OPENED),)), answer(OPENED), None, None),
]


@pytest.mark.parametrize(("what", "asked", "given", "precision", "recall"), MATCH)
def test_citations_are_matched_with_gold_by_sentence(what, asked, given, precision, recall):
    assert citation_precision(asked, given, TEXTS).value == precision
    assert citation_recall(asked, given, TEXTS).value == recall


def test_the_same_offsets_in_another_document_are_no_match():
    elsewhere = answer(OPENED, citations=(citation(OPENED, doc_id="canal"),))
    assert citation_precision(case(), elsewhere, TEXTS).value == 0
    assert citation_recall(case(), elsewhere, TEXTS).value == 0


RANKED = [
    ((OPENED, PAID), (1, 1, 1), 1),
    ((PAID, OPENED), (0, 1, 1), 1 / 2),
    ((PAID, CRANE, FELL, OPENED), (0, 0, 1), 1 / 4),
    ((PAID, CRANE), (0, 0, 0), 0),
    ((), (0, 0, 0), 0),
]


@pytest.mark.parametrize(("found", "recalls", "reciprocal"), RANKED)
def test_evidence_is_judged_by_the_rank_of_gold(found, recalls, reciprocal):
    given = answer(evidence=tuple(evidence(quote) for quote in found))
    measured = tuple(evidence_recall(case(), given, TEXTS, first=k).value for k in (1, 3, 5))
    assert measured == recalls
    assert evidence_reciprocal_rank(case(), given, TEXTS).value == reciprocal


def test_evidence_recall_is_the_share_of_all_gold_sentences():
    given = answer(evidence=(evidence(OPENED), evidence(CRANE)))
    assert evidence_recall(TWO_GOLD, given, TEXTS, first=1).value == 1 / 2
    assert evidence_recall(TWO_GOLD, given, TEXTS, first=3).value == 1


def test_evidence_is_unscored_without_gold():
    assert evidence_recall(case(gold=()), answer(OPENED), TEXTS, first=1).value is None
    assert evidence_reciprocal_rank(case(gold=()), answer(OPENED), TEXTS).value is None


REFUSALS = [
    ("answered as it should", case(), answer(OPENED), None, None, 0),
    ("partly answered", case(), PARTIAL, None, None, 0),
    ("refused without need", case(), refusal(), 0, None, 1),
    ("refused as it should", unanswerable(), refusal(), 1, 1, None),
    ("refused with words around it", unanswerable(), refusal(f"Hm. {OPENED} Alas."), 1, 1, None),
    ("answered regardless", unanswerable(), answer(OPENED), None, 0, None),
    ("only words of refusal", unanswerable(), answer(text="I cannot answer."), None, 0, None),
    ("partly answered regardless", unanswerable(), PARTIAL, None, 0, None),
]


@pytest.mark.parametrize(("what", "asked", "given", "precision", "recall", "false"), REFUSALS)
def test_a_refusal_is_recognised_by_its_status(what, asked, given, precision, recall, false):
    assert refusal_precision(asked, given, TEXTS).value == precision
    assert refusal_recall(asked, given, TEXTS).value == recall
    assert false_refusal(asked, given, TEXTS).value == false


def test_the_texts_of_the_factories_are_what_they_claim():
    check = citation_validity(case(), answer(OPENED, PAID, CRANE, FELL), {DOC: TEXT})
    assert check.value == 1
