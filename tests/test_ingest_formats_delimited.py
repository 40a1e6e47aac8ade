from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFileError
from ingest.files import read_text
from ingest.formats.delimited import MAX_ROWS, read_delimited
from ingest.formats.markup import to_markdown
from ingest.formats.piece import RefusedError
from ingest.parsing import parse_file


def sentences(folder: Path, content: str, name: str = "rates.csv") -> list[str]:
    path = folder / name
    path.write_text(content, "utf-8", newline="")
    parsed = parse_file(path, "rates").parsed
    return [parsed.sentence_text(index) for index in range(len(parsed.sentences))]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Country,Rate\nChile,5.3\n", ["Country: Chile | Rate: 5.3"]),
        ("Country;Rate\nChile;5,3\n", ["Country: Chile | Rate: 5,3"]),
        ("Country\tRate\r\nChile\t5.3\r\n", ["Country: Chile | Rate: 5.3"]),
        ('Place,Remark\nLima,"Fell,\nrose. No?"\n', ["Place: Lima | Remark: Fell, rose. No?"]),
        ("Country,Rate\nChile,5.3,estimated\n", ["Country: Chile | Rate: 5.3 | estimated"]),
        (
            "Homicides by country.\n\nCountry;Rate\nChile;5.3\nPeru;7.7\n",
            ["Homicides by country.", "Country: Chile | Rate: 5.3", "Country: Peru | Rate: 7.7"],
        ),
    ],
)
def test_each_row_is_one_sentence_that_names_its_columns(
    tmp_path: Path, content: str, expected: list[str]
) -> None:
    assert sentences(tmp_path, content) == expected


def test_a_row_with_an_empty_cell_says_nothing_of_it(tmp_path: Path) -> None:
    (found,) = sentences(tmp_path, "Country,Rate,Year\nChile,,2020\n")
    assert "Rate" not in found
    assert "Year: 2020" in found


def test_a_single_column_is_kept_whole(tmp_path: Path) -> None:
    assert sentences(tmp_path, "Chile\nPeru\n") == ["Chile", "Peru"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a,b\n" * (MAX_ROWS + 1), f"more than {MAX_ROWS} rows"),
        ('a,"' + "b" * 200_000, "no table"),
        (",,,\n,,,\n", "holds no word"),
        ("a,b\0\n", "NUL bytes"),
    ],
)
def test_what_is_no_table_of_a_report_is_refused_with_its_reason(
    tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableFileError, match=reason):
        read_text(path)


@given(st.text(alphabet=st.sampled_from('ab1 .,;|\t\n"\r:#-'), max_size=200))
def test_no_table_crashes_the_reader(text: str) -> None:
    try:
        contents = read_delimited(text)
    except RefusedError:
        return
    assert isinstance(to_markdown(contents).text, str)
