from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import ParsedDocument, SentenceKind
from ingest.files import DecodedText
from ingest.language import detect_language
from ingest.parsing import ParseResult, parse_file, parse_text

OPENING = (
    "For a decade the port of Lemos grew faster than any rival on the southern coast. Its mayor, "
    "Rui Paz, took the credit—and the cranes. “It works,” he told J. Reis of the U.N. in 2019."
)
RIVALS = (
    "Indeed, the harbour plan has been copied by eleven cities that never read it. Nobody knows "
    "what it cost. Estimates run from 2.5 to 80–93 million."
)
PULL_QUOTE = "The harbour plan has been copied by eleven cities that never read it."

# The shape of a scraped brief, with all its traps, in invented words.
SCRAPED = "\n\n".join(
    [
        "The Spreading Appeal of Harbour Plans",
        "Stored Files",
        "Live Map",
        OPENING,
        "The Rise of Lemos",
        PULL_QUOTE,
        RIVALS,
        "What Was Learned: Cranes, Costs, and Credit",
        "Dredge the channel. It is shallow. Money is short.",
        "Ana Duarte is the associate director of the Ports Program in Lisbon, P.T. Rosa Brito is "
        "an intern with the Ports Program.",
        "This report was made possible by the Lemos Fund.",
        "Rosa Brito",
        "Intern, Ports Program",
    ]
)


def parsed(text: str, name: str = "brief.txt") -> ParsedDocument:
    return result(text, name).parsed


def result(text: str, name: str = "brief.md") -> ParseResult:
    return parse_text(DecodedText(text, "0", "utf-8", ()), path=Path(name), doc_id="d")


@pytest.mark.parametrize("name", ["brief.txt", "brief.md"])
def test_a_scraped_brief_keeps_its_structure(name: str) -> None:
    brief = parsed(SCRAPED, name)
    assert brief.document.title == "The Spreading Appeal of Harbour Plans"
    assert [section.heading_path for section in brief.sections] == [
        ("The Rise of Lemos",),
        ("What Was Learned: Cranes, Costs, and Credit",),
    ]
    by_kind = {
        kind: [
            brief.sentence_text(index)
            for index, sentence in enumerate(brief.sentences)
            if sentence.kind is kind
        ]
        for kind in SentenceKind
    }
    assert by_kind[SentenceKind.LABEL] == [
        "Stored Files",
        "Live Map",
        "Rosa Brito",
        "Intern, Ports Program",
    ]
    assert by_kind[SentenceKind.REPEAT] == [PULL_QUOTE]
    assert len(by_kind[SentenceKind.ABOUT]) == 3
    assert len(by_kind[SentenceKind.BODY]) == 3 + 3 + 3
    (repeat,) = [s.repeat_of for s in brief.sentences if s.repeat_of is not None]
    assert brief.sentence_text(repeat).startswith("Indeed, the harbour plan")


def test_a_markdown_file_keeps_its_own_structure() -> None:
    text = (
        "---\ntitle: Ports\ndate: 2024-05-06\n---\n\n# Ports, again\n\nThey grow.\n\n## Rivals\n\n"
        "They shrink. So it goes.\n\n#### *Lemos* [here](https://a.b)\n\n- Dredge. Build.\n\n"
        "## Costs\n\n| a | b |\n|---|---|\n| 1. x | y |\n"
    )
    brief = parsed(text, "x.md")
    assert (brief.document.title, brief.document.published) == ("Ports", "2024-05-06")
    assert [(section.heading_path, section.level) for section in brief.sections] == [
        (("Rivals",), 1),
        (("Rivals", "Lemos here"), 2),
        (("Costs",), 1),
    ]
    rivals, lemos, costs = brief.sections
    assert rivals.end == lemos.end == text.index("## Costs")
    assert costs.end == len(text)
    found = [
        (brief.sentence_text(index), sentence.heading_path[-1:], sentence.paragraph)
        for index, sentence in enumerate(brief.sentences)
    ]
    assert found == [
        ("They grow.", (), 0),
        ("They shrink.", ("Rivals",), 1),
        ("So it goes.", ("Rivals",), 1),
        ("Dredge.", ("Lemos here",), 2),
        ("Build.", ("Lemos here",), 2),
        ("a | b", ("Costs",), 3),
        ("1. x | y", ("Costs",), 4),
    ]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("---\ntitle: Front\n---\n# Top\n\nText.", "stem.md", "Front"),
        ("# Top\n\nText.", "stem.md", "Top"),
        ("# Top\n\nText.", "stem.txt", "Top"),
        ("# One\n\nText.\n\n# Two\n\nText.", "stem.md", "One"),
        ("Bare Line\n\nSome prose follows here.", "stem.txt", "Bare Line"),
        ("Bare Line\n\n## Part\n\nSome prose follows here.", "stem.txt", "Bare Line"),
        ("Some prose alone.", "stem.txt", "stem"),
    ],
)
def test_the_title_is_the_best_that_the_file_offers(text: str, name: str, title: str) -> None:
    assert parsed(text, name).document.title == title


def test_several_headings_of_rank_one_are_sections() -> None:
    brief = parsed("# One\n\nText.\n\n# Two\n\nText.", "stem.md")
    assert [section.heading_path for section in brief.sections] == [("One",), ("Two",)]


def test_broken_front_matter_is_kept_as_text_with_a_warning() -> None:
    outcome = result("---\ntitle: [x\n---\n\n# Ports\n\nSome prose.", "a.md")
    assert "a.md: front matter is not valid YAML" in outcome.warnings[0]
    brief = outcome.parsed
    assert [brief.sentence_text(index) for index in range(2)] == ["title: [x", "Some prose."]
    assert (brief.document.title, brief.sections) == ("Ports", ())


def test_a_file_is_read_with_its_hash_and_absolute_path(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(SCRAPED.replace("\n", "\r\n").encode())
    document = parse_file(path, "b").parsed.document
    assert (document.doc_id, document.source, document.text) == ("b", str(path), SCRAPED)
    assert len(document.sha256) == 64


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (OPENING, "en"),
        (
            "El puerto de la ciudad creció más que los otros, pero los costos son altos según él.",
            "es",
        ),
        (
            "O porto da cidade cresceu mais do que os outros, mas não é o maior.",
            "pt",
        ),
        ("Lemos 2021 2022", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_common_words(text: str, language: str) -> None:
    assert detect_language(text) == language


PIECES = st.sampled_from(
    """# Head;Bare Line;A sentence. And one.;- item;• point;1. first;> quote;;| a | b |;|---|---|
“Said. Done.”;U.S. x;    code;---;é\x0b\x1c\u2028ñ""".replace("\n", ";").split(";")
)


@given(st.lists(PIECES, max_size=14).map("\n".join) | st.text(max_size=120))
def test_any_text_parses_into_ordered_sentences(text: str) -> None:
    for name in ("a.txt", "a.md"):
        brief = parsed(text, name)
        at = 0
        paragraph = 0
        for index, sentence in enumerate(brief.sentences):
            said = brief.sentence_text(index)
            assert at <= sentence.start
            assert said == said.strip() != ""
            assert sentence.paragraph - paragraph in (0, 1)
            at, paragraph = sentence.end, sentence.paragraph
        for section in brief.sections:
            assert section.start <= section.heading_end <= section.end <= len(text)
            assert section.level == len(section.heading_path)


@given(st.lists(PIECES.filter(lambda p: p.strip(" -|")), max_size=14).map("\n".join))
def test_nothing_that_is_said_is_lost(text: str) -> None:
    brief = parsed(text, "a.txt")
    covered = [(s.start, s.end) for s in brief.sentences]
    covered += [(s.start, s.heading_end) for s in brief.sections]
    rest = list(text)
    for start, end in covered:
        rest[start:end] = " " * (end - start)
    left = " ".join("".join(rest).split()).replace(brief.document.title, "", 1)
    assert not [c for c in left.replace("1.", "") if c.isalnum()]
