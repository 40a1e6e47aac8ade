"""Presentations: slides, tables, charts and notes, each with the number of its slide."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.document import ParsedDocument, page_of
from ingest.errors import UnreadableFileError
from ingest.files import read_text
from ingest.parsing import ParseResult, parse_file

TITLE_AND_BODY, TITLE_ONLY = 1, 5
BOX = (Inches(1), Inches(2), Inches(6), Inches(2))


def slide(presentation: Any, title: str, *items: str) -> Any:
    made = presentation.slides.add_slide(presentation.slide_layouts[TITLE_AND_BODY])
    made.shapes.title.text = title
    made.placeholders[1].text_frame.text = "\n".join(items)
    return made


def parsed(presentation: Any, folder: Path) -> ParseResult:
    presentation.save(folder / "a.pptx")
    return parse_file(folder / "a.pptx", "a")


def said(document: ParsedDocument) -> list[tuple[str, int | None]]:
    return [
        (document.sentence_text(at), page_of(document.document, one.start))
        for at, one in enumerate(document.sentences)
    ]


def test_titles_are_headings_and_each_item_has_its_slide(tmp_path: Path) -> None:
    presentation = Presentation()
    presentation.core_properties.title = "Ports of the region"
    slide(presentation, "Costs", "Dredging is dear.", "Cranes are dearer.")
    slide(presentation, "Crews", "Forty people work nights.")
    found = parsed(presentation, tmp_path).parsed
    assert found.document.title == "Ports of the region"
    assert said(found) == [
        ("Dredging is dear.", 1),
        ("Cranes are dearer.", 1),
        ("Forty people work nights.", 2),
    ]
    assert [one.heading_path for one in found.sentences] == [("Costs",)] * 2 + [("Crews",)]


def test_tables_and_charts_are_rows(tmp_path: Path) -> None:
    presentation = Presentation()
    made = slide(presentation, "Costs")
    table = made.shapes.add_table(2, 2, *BOX).table
    for at, text in enumerate(("Port", "Cost", "Kelm", "5 million")):
        table.cell(at // 2, at % 2).text = text
    chart = CategoryChartData()
    chart.categories = ["2021", "2022"]
    chart.add_series("Homicides", (12, 8.5))
    made = slide(presentation, "Trend")
    made.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *BOX, chart)
    found = said(parsed(presentation, tmp_path).parsed)
    assert ("Port: Kelm | Cost: 5 million", 1) in found
    assert ("2021 | Homicides: 12", 2) in found
    assert ("2022 | Homicides: 8.5", 2) in found


def test_text_in_groups_is_read_from_top_to_bottom(tmp_path: Path) -> None:
    presentation = Presentation()
    made = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    made.shapes.title.text = "Map"
    below = made.shapes.add_textbox(Inches(1), Inches(5), Inches(3), Inches(1))
    below.text_frame.text = "The quay lies in the south."
    group = made.shapes.add_group_shape()
    above = group.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1))
    above.text_frame.text = "The lighthouse stands in the north."
    texts = [text for text, _ in said(parsed(presentation, tmp_path).parsed)]
    assert texts == ["The lighthouse stands in the north.", "The quay lies in the south."]


def test_notes_come_last_with_their_slide_and_hidden_slides_are_named(tmp_path: Path) -> None:
    presentation = Presentation()
    made = slide(presentation, "Costs", "Dredging is dear.")
    made.notes_slide.notes_text_frame.text = "Say that the figure is from 2021."
    slide(presentation, "Draft", "Nobody should read this.")._element.set("show", "0")
    slide(presentation, "Crews", "Forty people work nights.")
    result = parsed(presentation, tmp_path)
    assert said(result.parsed) == [
        ("Dredging is dear.", 1),
        ("Forty people work nights.", 3),
        ("Say that the figure is from 2021.", 1),
    ]
    assert result.parsed.sentences[-1].heading_path == ("Notes",)
    assert any("hidden slides are left out: 2" in warning for warning in result.warnings)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04", "damaged or no presentation"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "encrypted, or no .pptx but an older format"),
    ],
)
def test_what_is_no_presentation_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.pptx").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=message):
        read_text(tmp_path / "a.pptx")


def test_a_relation_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    # Found by fuzzing.
    made, broken = io.BytesIO(), io.BytesIO()
    Presentation().save(made)
    with zipfile.ZipFile(made) as packed, zipfile.ZipFile(broken, "w") as written:
        for name in packed.namelist():
            content = packed.read(name)
            written.writestr(
                name, content.replace(b"Target=", b"Targ=") if ".rels" in name else content
            )
    (tmp_path / "a.pptx").write_bytes(broken.getvalue())
    with pytest.raises(UnreadableFileError, match="damaged or no presentation"):
        read_text(tmp_path / "a.pptx")


def test_a_word_file_under_another_name_is_refused(tmp_path: Path) -> None:
    import docx

    content = io.BytesIO()
    docx.Document().save(content)
    (tmp_path / "a.pptx").write_bytes(content.getvalue())
    with pytest.raises(UnreadableFileError, match="no presentation"):
        read_text(tmp_path / "a.pptx")
