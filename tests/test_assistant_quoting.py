"""The quoting composer: which sentences, how many, in which order."""

from assistant_doubles import document, evidence, material
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Evidence
from assistant.quoting.choice import choose
from assistant.quoting.composer import QuotingComposer
from ingest.document import ParsedDocument, Sentence

SENTENCES = (
    "The ferry sails twice a day.",
    "Snow closed both roads in March.",
    "A new mole protects every berth from western storms.",
    "Fishing licences doubled within four years.",
    "Nobody voted against.",
)
SOURCE = document(" ".join(SENTENCES))


def scored(*scores: float) -> list[Evidence]:
    """Return a sentence for each score, best first as the assistant gives them."""
    made = [
        evidence(sentence, source=SOURCE, score=score)
        for sentence, score in zip(SENTENCES, scores, strict=False)
    ]
    return sorted(made, key=lambda one: -one.score)


def texts(chosen: list[Evidence]) -> list[str]:
    return [one.text for one in chosen]


def test_the_best_sentence_leads_and_the_others_follow_the_text() -> None:
    chosen = choose(scored(0.80, 0.85, 0.90, 0.95, 1.0), max_words=100, worth=0.5)
    assert texts(chosen) == [SENTENCES[4], *SENTENCES[:4]]


def test_sentences_far_below_the_best_are_left_out() -> None:
    assert texts(choose(scored(1.0, 0.01, 0.95), max_words=100, worth=0.5)) == [
        SENTENCES[0],
        SENTENCES[2],
    ]


def test_a_sentence_that_says_the_same_as_another_is_left_out() -> None:
    source = document("The ferry sails twice a day. Twice a day the ferry sails! Nobody voted.")
    given_ = [
        evidence(text, source=source, score=score)
        for text, score in (
            ("The ferry sails twice a day.", 1.0),
            ("Twice a day the ferry sails!", 0.99),
            ("Nobody voted.", 0.98),
        )
    ]
    assert texts(choose(given_, max_words=100, worth=0.5)) == [
        "The ferry sails twice a day.",
        "Nobody voted.",
    ]


def test_a_best_sentence_that_is_too_long_stands_alone() -> None:
    assert texts(choose(scored(0.9, 0.9, 1.0), max_words=3, worth=0.5)) == [SENTENCES[2]]


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose([], max_words=80, worth=0.5) == []


@given(st.lists(st.floats(-2, 4), max_size=len(SENTENCES)), st.integers(0, 60), st.floats(0, 1))
def test_only_the_first_sentence_may_exceed_the_limit(
    scores: list[float], max_words: int, worth: float
) -> None:
    ranked = scored(*scores)
    chosen = choose(ranked, max_words=max_words, worth=worth)
    assert chosen[:1] == ranked[:1]
    assert len(set(texts(chosen))) == len(chosen)
    words = sum(len(one.text.split()) for one in chosen)
    assert words <= max_words or len(chosen) == 1


def test_a_sentence_broken_over_lines_is_shown_in_one_and_cited_as_it_stands() -> None:
    source = document("The ferry\n  sails twice\na day.")
    broken = evidence(source.text, source=source)
    parsed = ParsedDocument(source, (), (Sentence(0, len(source.text), ("Ferries",), 0),))
    (statement,) = QuotingComposer().compose(material("How often?", [broken], parsed))
    assert statement.text == "The ferry sails twice a day."
    assert statement.supports == (broken,)
