"""A chat model's text, piece by piece, as sentences with what they cite."""

import pytest

from assistant.writing.sentences import SentenceStream

CASES = [
    pytest.param(
        "The wall cost 48 million [1]. It was raised in 2017. [2][3] Nobody knows why [1, 4].",
        [
            ("The wall cost 48 million.", (1,)),
            ("It was raised in 2017.", (2, 3)),
            ("Nobody knows why.", (1, 4)),
        ],
        id="before and behind the full stop",
    ),
    pytest.param(
        "**Costs.** The wall cost 48 million crowns.[1]\n- Item one is big [2-4].\n"
        "- Item two【5†source】.\n\nSources:\n[1] The wall",
        [
            ("The wall cost 48 million crowns.", (1,)),
            ("Item one is big.", (2, 3, 4)),
            ("Item two.", (5,)),
        ],
        id="list, bold title, list of sources",
    ),
    pytest.param(
        "<think>Let me see. I should cite [9].</think>The U.S. paid $1.5 billion in 2019 (1). "
        'Dr. Holm said "no." [2]',
        [("The U.S. paid $1.5 billion in 2019.", (1,)), ('Dr. Holm said "no."', (2,))],
        id="thoughts, abbreviations, round brackets",
    ),
    pytest.param(
        "```\nIt rose [1].\n```\n## Heading\n1. First it rose [^1]\n2. Then it fell [Source 2]",
        [("It rose.", (1,)), ("First it rose", (1,)), ("Then it fell", (2,))],
        id="fence, heading, numbers",
    ),
    pytest.param(
        "It rose by 3.5 percent\n[1]\nThen it fell. Sources: [1], [2]",
        [("It rose by 3.5 percent", (1,)), ("Then it fell.", ())],
        id="markers in a line of their own",
    ),
    pytest.param("It rose [1-400].", [("It rose.", (1, 400))], id="no endless range"),
    pytest.param("<think>Never ends.", [], id="thoughts without end"),
    pytest.param("INSUFFICIENT", [("INSUFFICIENT", ())], id="one word"),
    pytest.param("[1]", [], id="a marker alone"),
    pytest.param("", [], id="nothing"),
]


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_are_the_same_however_the_text_is_cut_into_pieces(
    text: str, expected: list[tuple[str, tuple[int, ...]]], size: int
) -> None:
    stream = SentenceStream()
    found = [
        sentence
        for start in range(0, len(text), size)
        for sentence in stream.feed(text[start : start + size])
    ]
    found += stream.finish()
    assert [(one.text, one.numbers) for one in found] == expected


def test_a_sentence_is_out_as_soon_as_the_next_has_begun() -> None:
    stream = SentenceStream()
    assert not list(stream.feed("It rose in 2017. [1]"))
    assert [one.text for one in stream.feed(" Then it fell")] == ["It rose in 2017."]
