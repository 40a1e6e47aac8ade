import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import BlockKind
from ingest.front_matter import read_front_matter
from ingest.markdown import read_markdown


def said(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in read_markdown(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Ports ##\n", [("heading", "Ports")]),
        ("Ports\n=====\n\nProse.", [("heading", "Ports"), ("paragraph", "Prose.")]),
        ("One line\n  and another.\n", [("paragraph", "One line\n  and another.")]),
        ("- one\n- two\n  more\n", [("item", "one"), ("item", "two\n  more")]),
        ("1. 1\n2) two", [("item", "1"), ("item", "two")]),
        ("- - deep", [("item", "deep")]),
        ("> Quoted.\n> More.\n", [("paragraph", "Quoted.\n> More.")]),
        ("> # Inside\n", [("paragraph", "Inside")]),
        ("|a|b|\n|-|-|\n| c | d |\n", [("row", "a|b"), ("row", "c | d")]),
        ("```\ncode\n```\n", [("skipped", "```\ncode\n```")]),
        ("<!-- note -->\n", [("skipped", "<!-- note -->")]),
        ("<p>Said\n</p>\n", [("paragraph", "<p>Said"), ("skipped", "</p>")]),
        ("![chart](a.png)\n", [("label", "![chart](a.png)")]),
        ("***\n\n---\n", [("skipped", "***"), ("skipped", "---")]),
        ("#\n\n-\n\nText", [("paragraph", "Text")]),
    ],
)
def test_blocks_are_found_with_their_exact_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_heading_ranks_are_those_of_the_file() -> None:
    blocks = read_markdown("# A\n\nB\n-\n\n#### C\n")
    assert [block.level for block in blocks] == [1, 2, 4]


def test_offsets_count_from_the_beginning_of_the_file() -> None:
    text = "---\ntitle: T\n---\n\nProse here."
    start = read_front_matter(text).end
    (block,) = read_markdown(text, start)
    assert text[block.start : block.end] == "Prose here."


@given(st.text(alphabet="#-*>|`1. \n\t\r\0aé“_[]()<!", max_size=80))
def test_any_text_gives_ordered_blocks_within_it(text: str) -> None:
    at = 0
    for block in read_markdown(text):
        assert at <= block.start <= block.end <= len(text)
        assert block.kind is BlockKind.SKIPPED or text[block.start : block.end].strip()
        at = block.end


@pytest.mark.parametrize(
    ("matter", "title", "published", "language"),
    [
        ("title: Ports\ndate: 2024-05-06", "Ports", "2024-05-06", None),
        ("title: Ports\npublished: May 2024\nlanguage: pt-BR", "Ports", "May 2024", "pt"),
        ("published: 2024-05-06 10:00:00\nlang: es", None, "2024-05-06", "es"),
        ("title: [a, b]\nlanguage: Klingon", None, None, None),
    ],
)
def test_front_matter_gives_title_date_and_language(
    matter: str, title: str | None, published: str | None, language: str | None
) -> None:
    found = read_front_matter(f"---\n{matter}\n---\nText")
    assert (found.title, found.published, found.language) == (title, published, language)
    assert found.end == len(f"---\n{matter}\n---\n")


@pytest.mark.parametrize(
    "matter", ["title: [unclosed", "a: b: c", "date: 2024-99-99", "x: " + "[" * 5000]
)
def test_broken_front_matter_is_text_and_a_warning(matter: str) -> None:
    found = read_front_matter(f"---\n{matter}\n---\nText")
    assert found.unread is not None
    assert found.unread.start == 4
    assert "not valid YAML" in found.warnings[0]


def test_a_rule_on_top_is_not_front_matter() -> None:
    assert read_front_matter("---\nJust prose.\n---\nText").end == 0
