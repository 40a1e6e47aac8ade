import pytest

from ingest.blocks import trimmed
from ingest.document import Sentence, SentenceKind
from ingest.repeats import mark_repeats
from ingest.sentences import split_sentences

BODY = (
    "For much of the decade, the port of Lemos grew faster than any rival on the coast, and its "
    "mayor took the credit. Indeed, the plan has been copied by eleven cities that never read it. "
    "He has made the crane a symbol of order across the whole southern region. Few asked why."
)


def marked(*paragraphs: str, prose: set[int] | None = None) -> list[tuple[str, int | None]]:
    text = "\n\n".join(paragraphs)
    sentences: list[Sentence] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        start, end = trimmed(text, at, at + len(paragraph))
        spans = split_sentences(text, start, end)
        sentences += [Sentence(span.start, span.end, (), number) for span in spans]
        at += len(paragraph) + 2
    numbers = frozenset(range(len(paragraphs)) if prose is None else prose)
    return [
        (sentence.kind.value, sentence.repeat_of)
        for sentence in mark_repeats(text, sentences, numbers)
    ]


@pytest.mark.parametrize(
    ("quote", "host"),
    [
        ("Indeed, the plan has been copied by eleven cities that never read it.", 1),
        ("The plan has been copied by eleven cities that never read it.", 1),
        ("The port of Lemos grew faster than any rival on the coast.", 0),
        ("**The plan has been copied by eleven cities that never read it**", 1),
        ("the plan has been copied by eleven cities that never read [it](https://a.b/c)", 1),
        # A name in place of the pronoun, as an editor does.
        ("Reis has made the crane a symbol of order across the whole southern region.", 2),
        ("He has made the crane a sign of order across the whole southern region.", 2),
    ],
)
def test_a_pull_quote_points_to_the_body_sentence_that_holds_it(quote: str, host: int) -> None:
    assert marked(BODY, quote)[-1] == ("repeat", host)
    assert marked(quote, BODY)[0] == ("repeat", host + 1)


def test_each_sentence_of_a_pull_quote_finds_its_own() -> None:
    quote = "The plan has been copied by eleven cities that never read it. Few asked why."
    assert marked(BODY, quote)[-2:] == [("repeat", 1), ("repeat", 3)]


@pytest.mark.parametrize(
    "other",
    [
        "Few asked why.",
        "The plan has been copied by nobody but a village in the hills.",
        # Parallel sentences that say something else.
        "The plan has been copied by twelve cities that never read it, according to Duarte.",
        "The plan has not been copied by eleven cities that never read it.",
        "The port of Duarte grew faster than any rival on the coast.",
        "The plan has been copied by eleven cities that never read it. It will be copied again.",
    ],
)
def test_what_only_resembles_the_body_is_body(other: str) -> None:
    assert all(kind == "body" for kind, _ in marked(BODY, other))


def test_another_number_is_another_claim() -> None:
    host = (
        "In 2021 the port of Lemos recorded 907 fires, and in that year the mayor resigned early."
    )
    other = "In 2021 the port of Lemos recorded 340 fires."
    assert [kind for kind, _ in marked(host, other)] == ["body", "body"]


def test_a_list_item_is_no_pull_quote() -> None:
    quote = "The plan has been copied by eleven cities that never read it."
    assert marked(BODY, quote, prose={0})[-1] == ("body", None)


def test_of_equal_paragraphs_the_first_is_the_body() -> None:
    line = "The plan has been copied by eleven cities that never read it."
    assert marked(line, line, line) == [("body", None), ("repeat", 0), ("repeat", 0)]


def test_a_recurring_short_sentence_is_not_marked() -> None:
    line = "This must change now."
    assert [kind for kind, _ in marked(line, BODY, line)][-1] == SentenceKind.BODY
