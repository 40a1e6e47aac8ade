"""Books, OpenDocument texts and Rich Text: what their formats mark is kept, the rest left out."""

import io
import zipfile
from pathlib import Path

import pytest
from formats_rendering import odt, to_epub, to_odt

from ingest.document import ParsedDocument
from ingest.errors import UnreadableFileError
from ingest.files import read_text
from ingest.formats.odt import MAX_REPEATED
from ingest.formats.xhtml import MAX_DEPTH, page_pieces
from ingest.parsing import parse_file

BOOK = (
    "# Ports\n\nKelm lies in the north.\n\n## Costs\n\nDredging is dear.\n\n"
    "## Crews\n\n- Forty work nights.\n"
)


def parsed(content: bytes, suffix: str, folder: Path) -> ParsedDocument:
    (folder / f"a{suffix}").write_bytes(content)
    return parse_file(folder / f"a{suffix}", "a").parsed


def said(document: ParsedDocument) -> list[str]:
    return [document.sentence_text(at) for at in range(len(document.sentences))]


def refused(content: bytes, suffix: str, folder: Path) -> str:
    (folder / f"a{suffix}").write_bytes(content)
    with pytest.raises(UnreadableFileError) as error:
        read_text(folder / f"a{suffix}")
    return str(error.value)


def changed(content: bytes, **parts: str) -> bytes:
    """Return an archive with the parts whose names end so replaced, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as written:
        for name in packed.namelist():
            key = Path(name).name.replace(".", "_").replace(" ", "_")
            written.writestr(name, parts.pop(key, None) or packed.read(name))
        for name, text in parts.items():
            written.writestr(f"META-INF/{name.replace('_', '.')}", text)
    return made.getvalue()


def test_chapters_are_read_in_the_order_of_the_spine(tmp_path: Path) -> None:
    found = parsed(to_epub(BOOK), ".epub", tmp_path)
    about = (found.document.title, found.document.language, found.document.published)
    assert about == ("A book", "en", "2024-09-01")
    assert said(found) == ["Kelm lies in the north.", "Dredging is dear.", "Forty work nights."]
    backwards = to_epub(BOOK)
    with zipfile.ZipFile(io.BytesIO(backwards)) as packed:
        opf = packed.read("OEBPS/book.opf").decode()
    spine = '<itemref idref="c2"/><itemref idref="c0"/>'
    opf = opf[: opf.index("<spine>")] + f"<spine>{spine}</spine></package>"
    again = parsed(changed(backwards, book_opf=opf), ".epub", tmp_path)
    assert said(again) == ["Forty work nights.", "Kelm lies in the north."]


def test_a_chapter_outside_the_book_is_not_looked_for(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xhtml"
    secret.write_text("<html><body><p>The password is heron.</p></body></html>")
    book = to_epub(BOOK)
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        opf = packed.read("OEBPS/book.opf").decode()
    for href in ("../../secret.xhtml", str(secret), "file://" + str(secret)):
        escaped = opf.replace("text/chapter%200.xhtml", href)
        assert (
            "heron" not in parsed(changed(book, book_opf=escaped), ".epub", tmp_path).document.text
        )


def test_copy_protection_is_told_and_scrambled_fonts_are_none(tmp_path: Path) -> None:
    method = '<e><EncryptionMethod Algorithm="{}"/></e>'
    fonts = method.format("http://www.idpf.org/2008/embedding")
    assert said(parsed(changed(to_epub(BOOK), encryption_xml=fonts), ".epub", tmp_path))
    locked = method.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    content = changed(to_epub(BOOK), encryption_xml=locked)
    assert "copy-protected" in refused(content, ".epub", tmp_path)


PAGE = """<!DOCTYPE html><html xmlns:epub="http://www.idpf.org/2007/ops"><head><style>p {}</style>
</head><body><nav><ol><li>Contents</li></ol></nav><h1>Ports</h1>
<div>Kelm <b>lies</b> in the<br/>north.<p>It is old.</p>So it is.</div>
<ul><li>Salt<ul><li>Sea salt</li></ul></li><li><p>Fish</p></li></ul>
<table><tbody><tr><th>Port</th><th>Cost</th></tr><tr><td>Kelm</td><td>5</td></tr></tbody></table>
<aside epub:type="footnote">Figures of 2021.</aside><script>x()</script></body></html>"""


def test_all_that_a_chapter_says_is_read_once() -> None:
    found = [
        (one.kind.value, " | ".join(" ".join(part.text.split()) for part in one.parts))
        for one in page_pieces(PAGE.encode())
    ]
    assert found == [
        ("heading", "Ports"),
        ("paragraph", "Kelm lies in the north."),
        ("paragraph", "It is old."),
        ("paragraph", "So it is."),
        ("item", "Salt"),
        ("item", "Sea salt"),
        ("item", "Fish"),
        ("row", "Port | Cost"),
        ("row", "Kelm | 5"),
        ("note", "Figures of 2021."),
    ]


def test_what_nests_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<div>" * (MAX_DEPTH + 10) + "x"
    with pytest.raises(Exception, match="nest deeper"):
        list(page_pieces(f"<html><body>{deep}</body></html>".encode()))
    sections = "<text:section>" * 150 + "<text:p>x</text:p>" + "</text:section>" * 150
    assert "nest deeper" in refused(odt(sections), ".odt", tmp_path)


def test_an_opendocument_text_keeps_headings_lists_rows_and_notes(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>Taken back.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Costs</text:h>'
        "<text:p>Dredging<text:s/>is <text:span>dear</text:span><text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Figures of 2021.</text:p></text:note-body>"
        "</text:note>.</text:p>"
        "<text:list><text:list-item><text:p>Salt is cheap.</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Port</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="900000"><text:p>5</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    meta = "<dc:title>Ports</dc:title><dc:language>en</dc:language>"
    found = parsed(odt(body, meta=meta), ".odt", tmp_path)
    assert found.document.title == "Ports"
    dear, salt, row, note = said(found)
    assert (dear, salt, note) == ("Dredging is dear.", "Salt is cheap.", "Figures of 2021.")
    assert row == " | ".join(["Port", *["5"] * MAX_REPEATED])
    paths = [one.heading_path for one in found.sentences]
    assert paths == [("Costs",)] * 3 + [("Notes",)]


def test_an_encrypted_or_foreign_opendocument_file_is_refused(tmp_path: Path) -> None:
    locked = changed(to_odt(BOOK), manifest_xml="<manifest><encryption-data/></manifest>")
    assert "encrypted" in refused(locked, ".odt", tmp_path)
    sheet = (
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
    )
    foreign = changed(to_odt(BOOK), content_xml=sheet)
    assert "no OpenDocument text" in refused(foreign, ".odt", tmp_path)


def test_rich_text_keeps_accents_rows_and_items(tmp_path: Path) -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252{\info{\title Ports of Kelm}}{\fonttbl{\f0 Arial;}}"
        rb"M\'e1laga lies \u8220?south\u8221? of Kelm.\par"
        rb"{\pntext \'b7\tab}Salt is cheap.\par"
        rb"\trowd\cellx1000\cellx2000\intbl Port\cell Cost\cell\row"
        rb"\trowd\cellx1000\cellx2000\intbl Kelm\cell 5\cell\row\pard Behind the table.\par}"
    )
    found = parsed(source, ".rtf", tmp_path)
    assert found.document.title == "Ports of Kelm"
    texts = said(found)
    assert "Málaga lies “south” of Kelm." in texts
    assert "Kelm | 5" in texts
    assert "Behind the table." in texts


def test_what_is_no_rich_text_is_refused(tmp_path: Path) -> None:
    assert "it is no RTF" in refused(b"Just text.", ".rtf", tmp_path)
    assert "holds no word" in refused(rb"{\rtf1\ansi }", ".rtf", tmp_path)
    assert "damaged" in refused(rb"{\rtf1 \u99999999? a{{{{", ".rtf", tmp_path)
    # Found by fuzzing.
    assert "damaged" in refused(rb"{\rtf1 \u999999999999? a}", ".rtf", tmp_path)
