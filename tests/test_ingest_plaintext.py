import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.headings import infer_headings
from ingest.plaintext import read_plaintext

PROSE = "The port of Lemos handled nine million containers in 2021, more than any other."
MORE = "Its rivals lost ground, and two of them closed a terminal within the year."
LONG = f"{PROSE} {MORE} {PROSE}"


def parts(*lines: str, between: str = "\n\n") -> list[tuple[str, str]]:
    text = between.join(lines)
    blocks = infer_headings(text, read_plaintext(text))
    return [(block.kind.value, text[block.start : block.end]) for block in blocks]


def kinds(*lines: str, between: str = "\n\n") -> str:
    return " ".join(kind for kind, _ in parts(*lines, between=between))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Ports in Peril", PROSE], "title paragraph"),
        (
            ["Ports in Peril", PROSE, "A New Rival", MORE],
            "title paragraph heading paragraph",
        ),
        (["Ports in Peril", "Background", PROSE], "title heading paragraph"),
        # Two labels in a row with nothing said before them head nothing.
        (["Ports", "Saved Charts", "Remote Panel", PROSE], "title label label paragraph"),
        (["Ports", "Saved Charts", "Introduction", PROSE], "title label heading paragraph"),
        (["Ports", "Download PDF", PROSE], "title label paragraph"),
        (["Ports", PROSE, "Share This Article", MORE], "title paragraph label paragraph"),
        # Control words within a real heading leave it a heading.
        (
            ["Ports", PROSE, "Download Speeds in the Rural North", MORE],
            "title paragraph heading paragraph",
        ),
        (
            ["Ports", PROSE, "Rivals", "Lemos", MORE],
            "title paragraph heading heading paragraph",
        ),
        (
            ["Ports", PROSE, "Home", "News", "Rivals", MORE],
            "title paragraph label label heading paragraph",
        ),
        (
            ["Ports", PROSE, "Ana Reis", "Fellow, Ports Program"],
            "title paragraph label label",
        ),
        (
            ["Ports", "By Ana Reis", "May 3, 2024", PROSE],
            "title paragraph paragraph paragraph",
        ),
        (["Ports", PROSE, "Why Did It Fall?", MORE], "title paragraph heading paragraph"),
        (
            ["Ports", PROSE, "Figure 2: Traffic by port", MORE],
            "title paragraph paragraph paragraph",
        ),
        (
            ["Puertos", PROSE, "Lecciones aprendidas", MORE],
            "title paragraph heading paragraph",
        ),
        (["Just one line without a stop"], "paragraph"),
        (["First bare line", "Second bare line"], "paragraph paragraph"),
    ],
)
def test_a_bare_line_is_what_its_place_says(lines: list[str], expected: str) -> None:
    assert kinds(*lines) == expected


def test_a_heading_right_below_another_is_its_subsection() -> None:
    text = "\n\n".join(["Ports", PROSE, "Rivals", "Lemos", MORE])
    levels = [block.level for block in infer_headings(text, read_plaintext(text))]
    assert levels == [0, 0, 1, 2, 0]


def test_numbers_rank_headings() -> None:
    text = "\n\n".join(["Ports", PROSE, "1. Rivals", MORE, "1.1 Lemos", MORE])
    found = [
        (text[block.start : block.end], block.level)
        for block in infer_headings(text, read_plaintext(text))
        if block.level
    ]
    assert found == [("Rivals", 1), ("1.1 Lemos", 2)]


def test_marked_headings_count_and_switch_inference_off() -> None:
    assert parts("# Ports", PROSE, "## Rivals", MORE, "A bare line", PROSE)[2:5] == [
        ("heading", "Rivals"),
        ("paragraph", MORE),
        ("paragraph", "A bare line"),
    ]


def test_underlined_lines_are_headings() -> None:
    assert parts("Ports\n=====\nText here.", "Rivals\n---\nMore text.")[::2] == [
        ("heading", "Ports"),
        ("heading", "Rivals"),
    ]


def test_wrapped_lines_make_one_paragraph_and_one_heading() -> None:
    heading = "The Long Decline of the Ports of the South\nand the Rise of Their Rivals"
    assert parts("Ports", PROSE.replace(", ", ",\n"), heading, MORE) == [
        ("title", "Ports"),
        ("paragraph", PROSE.replace(", ", ",\n")),
        ("heading", heading),
        ("paragraph", MORE),
    ]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    expected = "title paragraph heading paragraph"
    assert kinds("Ports in Peril", LONG, "A New Rival", LONG, between="\n") == expected


def test_list_lines_are_items_without_their_markers() -> None:
    text = "Three things:\n1. Dredge.\n   Deeply.\n2. Build.", "- One\n• Two\n* Three"
    assert parts(PROSE, *text)[1:] == [
        ("paragraph", "Three things:"),
        ("item", "Dredge.\n   Deeply."),
        ("item", "Build."),
        ("item", "One"),
        ("item", "Two"),
        ("item", "Three"),
    ]


def test_a_figure_at_the_beginning_of_a_wrapped_line_is_no_item() -> None:
    text = "The share of the port reached\n12. The rival stood at 9 percent."
    assert parts(text) == [("paragraph", text)]


@given(st.text(alphabet="#-*=•1.: \n\tAaé“?", max_size=80))
def test_any_text_gives_ordered_blocks_within_it(text: str) -> None:
    at = 0
    for block in infer_headings(text, read_plaintext(text)):
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end
