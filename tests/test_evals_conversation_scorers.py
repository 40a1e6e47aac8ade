"""Whether follow-ups are understood, and whether what others say stays what they say."""

import pytest
from evals_factories import answer, case

from assistant.answer import Citation, Status, Turn
from evals.attribution import attribution_kept
from evals.case_files import parse_cases
from evals.follow_up import follow_up_resolved
from evals.marked import marked_sentences
from ingest.errors import BriefingError

ABOUT_CHILE = case(
    question="And in Chile?",
    history=(Turn("user", "How many prisons has Peru?"),),
    understood=(("Chile", "Chilean"), ("prison", "prisons")),
    misunderstood=("Peru",),
)

RESOLVED = [
    ("all of it", "How many prisons has Chile?", 1.0, "asked as"),
    ("half of it", "And in Chile?", 0.5, "without 'prison' or 'prisons'"),
    ("none of it", "And there?", 0.0, "without 'Chile' or 'Chilean'; 'prison'"),
    ("a word within a word", "How many imprisoned Chileans?", 0.0, "without"),
    (
        "with what was left",
        "How many prisons has Chile, unlike Peru?",
        0.0,
        "'Peru', which was left",
    ),
]


@pytest.mark.parametrize(("what", "asked", "value", "reason"), RESOLVED)
def test_a_follow_up_is_resolved_as_far_as_its_standalone_question_says_what_it_means(
    what, asked, value, reason
):
    score = follow_up_resolved(ABOUT_CHILE, answer(standalone_question=asked), {})
    assert (score.name, score.value) == ("follow_up_resolved", value)
    assert reason in score.reason


def test_a_case_that_does_not_tell_what_it_means_is_unscored():
    assert follow_up_resolved(case(), answer(), {}).value is None


DENIED = "The government denies that it has negotiated with the gangs."
REPORTED = "El Faro reported that the ministry paid the gangs for two years."
PLAIN = "The prison holds 40,000 inmates."


def cited(text: str, *sources: str, status: Status = Status.ANSWERED):
    citations = tuple(
        Citation(number, "brief", 0, len(source), source, ())
        for number, source in enumerate(sources, start=1)
    )
    return answer(text=text, citations=citations, status=status)


KEPT = [
    ("the quote", f"{REPORTED} [1]", 1.0),
    ("in other words", "According to El Faro, the ministry paid the gangs for two years. [1]", 1.0),
    ("flatly", "The ministry paid the gangs for two years. [1]", 0.0),
    ("by another", "The police reported that the ministry paid the gangs for two years. [1]", 0.0),
    ("one of two", f"{REPORTED} [1] The ministry paid the gangs for two years. [1]", 0.5),
    ("beside a plain one", f"{REPORTED} [1] {PLAIN} [2]", 1.0),
]


@pytest.mark.parametrize(("what", "text", "value"), KEPT)
def test_what_somebody_says_stays_theirs(what, text, value):
    score = attribution_kept(case(), cited(text, REPORTED, PLAIN), {})
    assert (score.name, score.value) == ("attribution_kept", value)


def test_without_a_speaker_or_an_answer_there_is_nothing_to_keep():
    assert attribution_kept(case(), cited(f"{PLAIN} [1]", PLAIN), {}).value is None
    refused = cited(f"{DENIED} [1]", DENIED, status=Status.ABSTAINED)
    assert attribution_kept(case(), refused, {}).value is None


def test_each_sentence_comes_with_what_its_markers_name():
    text = f"{PLAIN} {REPORTED} [2] [1] {DENIED} [7] Nothing."
    found = [
        (sentence, [one.quote for one in citations])
        for sentence, citations in marked_sentences(cited(text, PLAIN, REPORTED))
    ]
    assert found == [
        (PLAIN, [REPORTED, PLAIN]),
        (REPORTED, [REPORTED, PLAIN]),
        (DENIED, []),
        ("Nothing.", []),
    ]


CASE = """
- id: chile
  type: follow-up
  split: tune
  language: en
  question: And in Chile?
  {history}
  answerable: true
  answers: [['12']]
  {understood}
"""
TURNS = "history: [{role: user, text: 'How many prisons has Peru?'}]"


def test_what_a_follow_up_means_is_read_from_its_case():
    text = CASE.format(
        history=TURNS, understood="understood: [[Chile], [prison]]\n  misunderstood: [Peru]"
    )
    (read,) = parse_cases(text, source="cases.yaml")
    assert (read.understood, read.misunderstood) == ((("Chile",), ("prison",)), ("Peru",))


@pytest.mark.parametrize(
    ("history", "understood", "message"),
    [
        ("", "understood: [[Chile]]", "understood, but without history"),
        (TURNS, "misunderstood: [Peru]", "misunderstood, but without understood"),
        (TURNS, "understood: [['...']]", "holds no word or number"),
    ],
)
def test_a_meaning_that_cannot_be_looked_for_is_refused(history, understood, message):
    with pytest.raises(BriefingError, match=message):
        parse_cases(CASE.format(history=history, understood=understood), source="cases.yaml")
