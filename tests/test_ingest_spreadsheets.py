"""Spreadsheets: what is cited of them is what their cells show."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from ingest.document import ParsedDocument
from ingest.errors import UnreadableFileError
from ingest.files import read_text
from ingest.formats import xlsx
from ingest.formats.cell import shown
from ingest.formats.delimited import MAX_ROWS
from ingest.parsing import parse_file


def book(**sheets: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return workbook


def saved(workbook: openpyxl.Workbook, folder: Path, name: str = "a.xlsx") -> Path:
    workbook.save(folder / name)
    return folder / name


def said(parsed: ParsedDocument) -> list[str]:
    return [parsed.sentence_text(index) for index in range(len(parsed.sentences))]


RATES = (("Country", "Rate"), ("Chile", 6.3), ("Peru", 8))


def test_each_row_names_its_columns(tmp_path: Path) -> None:
    parsed = parse_file(saved(book(Rates=RATES), tmp_path), "a").parsed
    assert said(parsed) == ["Country: Chile | Rate: 6.3", "Country: Peru | Rate: 8"]


def test_sheets_are_sections_and_hidden_ones_are_named(tmp_path: Path) -> None:
    workbook = book(Rates=RATES, Notes=[["Rates are per 100,000."]], Drafts=RATES)
    workbook["Drafts"].sheet_state = "hidden"
    result = parse_file(saved(workbook, tmp_path), "a")
    assert [one.heading_path for one in result.parsed.sections] == [("Rates",), ("Notes",)]
    assert "Rates are per 100,000." in said(result.parsed)
    assert any("hidden sheets are left out: Drafts" in warning for warning in result.warnings)


def test_tables_with_empty_rows_between_them_have_columns_of_their_own(tmp_path: Path) -> None:
    rows = [*RATES, (), (None, "City", "Ports"), (None, "Kelm", 2), (), ("Source: the council",)]
    parsed = parse_file(saved(book(Rates=rows), tmp_path), "a").parsed
    assert said(parsed)[2:] == ["City: Kelm | Ports: 2", "Source: the council"]


def test_merged_cells_say_what_they_say_in_each_row(tmp_path: Path) -> None:
    workbook = book(
        Rates=[
            ("Homicides by country", None, None),
            ("Region", "Country", "Rate"),
            ("South", "Chile", 6.3),
            (None, "Peru", 8),
        ]
    )
    workbook["Rates"].merge_cells("A1:C1")
    workbook["Rates"].merge_cells("A3:A4")
    parsed = parse_file(saved(workbook, tmp_path), "a").parsed
    assert parsed.document.title == "Homicides by country"
    assert said(parsed) == [
        "Region: South | Country: Chile | Rate: 6.3",
        "Region: South | Country: Peru | Rate: 8",
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.7, "0%", "70%"),
        (1234567, "#,##0", "1,234,567"),
        (1200, '"$"#,##0', "$1,200"),
        (31.2, "[$€-2]0.00", "€31.20"),
        (5.5, "0.0##", "5.5"),
        (5, "0.0##", "5.0"),
        (-3.4, "0.0;(0.0)", "-3.4"),
        (-0.0001, "0", "0"),
        (0.1 + 0.2, "General", "0.3"),
        (2e9, "General", "2000000000"),
        (6.0, "General", "6"),
        (42, "@", "42"),
        (True, "General", "TRUE"),
        (datetime(2023, 3, 1), "mm/dd/yy", "2023-03-01"),
        (datetime(2023, 3, 1, 9, 30), "General", "2023-03-01 09:30"),
        (date(2023, 3, 1), "d/m/yyyy", "2023-03-01"),
        (time(9, 30), "h:mm", "09:30:00"),
        ("San José", "General", "San José"),
        (None, "General", ""),
    ],
)
def test_a_value_is_shown_as_its_cell_shows_it(
    value: object, number_format: str, text: str
) -> None:
    assert shown(value, number_format) == text


def test_formulas_that_were_never_calculated_are_told(tmp_path: Path) -> None:
    result = parse_file(saved(book(Sums=[*RATES, ("Both", "=B2+B3")]), tmp_path), "a")
    assert said(result.parsed)[-1] == "Country: Both"
    assert any("1 formulas have no stored value" in warning for warning in result.warnings)


def test_the_title_is_that_of_the_workbook(tmp_path: Path) -> None:
    workbook = book(Rates=RATES)
    workbook.properties.title = "Homicide rates"
    assert parse_file(saved(workbook, tmp_path), "a").parsed.document.title == "Homicide rates"


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as error:
        read_text(path)
    return str(error.value)


def test_what_cannot_be_read_is_refused_with_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "encrypted, or no .xlsx but an older format" in refused(tmp_path / "old.xlsx")
    (tmp_path / "none.xlsx").write_bytes(b"PK\x03\x04 no archive")
    assert "damaged or no spreadsheet" in refused(tmp_path / "none.xlsx")
    assert "holds no word" in refused(saved(book(Empty=[]), tmp_path))
    only = [("Rate",), *((number,) for number in range(MAX_ROWS))]
    assert "more than 20000 rows" in refused(saved(book(Long=only), tmp_path))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = saved(book(Rates=RATES), tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet9.xml", bytes(xlsx.MAX_UNPACKED))
    assert path.stat().st_size < 200_000
    assert "unpacks to more than 40 MB" in refused(path)


def test_xml_that_defines_entities_is_refused(tmp_path: Path) -> None:
    source = saved(book(Rates=RATES), tmp_path)
    laughing = io.BytesIO()
    with zipfile.ZipFile(source) as packed, zipfile.ZipFile(laughing, "w") as written:
        for name in packed.namelist():
            content = packed.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "ha">]>' + content
            written.writestr(name, content)
    source.write_bytes(laughing.getvalue())
    assert "its XML defines entities" in refused(source)
