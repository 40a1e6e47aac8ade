import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from formats_rendering import CORPUS, RENDERINGS, to_docx, to_html, to_pdf, to_xlsx
from fpdf import FPDF
from fpdf.enums import AccessPermission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from ingest.document import ParsedDocument, page_of
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import UnreadableFileError
from ingest.files import read_text
from ingest.formats import child, reading
from ingest.formats.hyphenation import Hyphenation
from ingest.formats.markup import to_markdown
from ingest.formats.piece import Contents, PieceKind, piece
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.parsing import parse_file

LONG = "The harbour of Lemos was dredged by forty workers in the spring of the year, as planned. "


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def said(parsed: ParsedDocument) -> list[str]:
    return [parsed.sentence_text(index) for index in range(len(parsed.sentences))]


def page(**options: bool) -> FPDF:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    return pdf


def two_columns(*, row_by_row: bool) -> bytes:
    pdf = page()
    columns = [
        [f"left line {number} of the text that fills" for number in range(12)],
        [f"right line {number} of the text that fill" for number in range(12)],
    ]
    places = [(column, row) for column in range(2) for row in range(12)]
    if row_by_row:
        places.sort(key=lambda place: place[1])
    for column, row in places:
        pdf.text(20 + 90 * column, 40 + 6 * row, columns[column][row])
    return bytes(pdf.output())


@pytest.mark.parametrize("row_by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, row_by_row: bool) -> None:
    text = read_text(written(tmp_path, "a.pdf", two_columns(row_by_row=row_by_row))).text
    lines = [f"left line {number}" for number in range(12)]
    lines += [f"right line {number}" for number in range(12)]
    places = [text.index(line + " ") for line in lines]
    assert places == sorted(places)


def test_a_running_head_is_dropped_and_a_sentence_goes_on_overleaf(tmp_path: Path) -> None:
    source = "# Ports\n\n" + "\n\n".join(f"{LONG * 6}Crane {n} is tall." for n in range(12))
    parsed = parse_file(written(tmp_path, "a.pdf", to_pdf(source)), "a").parsed
    sentences = said(parsed)
    assert set(sentences) == {LONG.strip(), *(f"Crane {n} is tall." for n in range(12))}
    crane = next(
        one for one in parsed.sentences if "Crane 11" in parsed.document.text[one.start : one.end]
    )
    pages = [page_of(parsed.document, one.start) for one in parsed.sentences]
    assert pages == sorted(pages, key=lambda number: number or 0)
    assert pages[0] == 1
    assert (page_of(parsed.document, crane.start) or 0) > 1


def test_notes_stand_at_the_end_and_their_marks_nowhere(tmp_path: Path) -> None:
    pdf = page()
    pdf.text(20, 40, "The port was dredged by forty workers, who came")
    pdf.text(20, 45, "from Lemos. The cost was borne by the town.")
    pdf.text(20, 50, "Nobody objected to it")
    width = pdf.get_string_width("Nobody objected to it")
    pdf.set_font("helvetica", size=6)
    pdf.text(20 + width, 48.6, "1")
    pdf.set_font("helvetica", size=8)
    pdf.text(20, 270, "1 See the minutes of the council.")
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.text(20, 40, "in the year that followed.")
    parsed = parse_file(written(tmp_path, "a.pdf", bytes(pdf.output())), "a").parsed
    assert "Nobody objected to it in the year that followed." in said(parsed)
    [note] = [one for one in parsed.sentences if one.heading_path == ("Notes",)]
    assert parsed.document.text[note.start : note.end] == "1 See the minutes of the council."
    assert page_of(parsed.document, note.start) == 1


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the govern-", "ment fell", "the government fell"),
        ("a well-", "known port", "a well-known port"),
        ("in Covid-", "19 times", "in Covid-19 times"),
        ("the port", "of Lemos", "the port of Lemos"),
    ],
)
def test_a_cut_word_is_whole_again(before: str, after: str, joined: str) -> None:
    words = Hyphenation(["a well-known town"])
    assert words.joined(before, after, same=True) == (joined, "")


def test_a_word_cut_overleaf_is_whole_on_the_first_page() -> None:
    assert Hyphenation([]).joined("govern-", "ment, so", same=False) == ("government,", "so")


def encrypted() -> bytes:
    pdf = page()
    pdf.text(20, 40, LONG)
    pdf.set_encryption(owner_password="a", user_password="b", permissions=AccessPermission.none())
    return bytes(pdf.output())


def scanned() -> bytes:
    pdf = page()
    pdf.rect(20, 20, 100, 100, style="F")
    pdf.add_page()
    return bytes(pdf.output())


def packed(name: str, content: bytes) -> bytes:
    """Return a Word file with one part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_docx("A port."))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return out.getvalue()


NAMELESS_STYLE = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    b"<w:p><w:pPr><w:pStyle/></w:pPr><w:r><w:t>A port.</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("a.pdf", encrypted, "encrypted"),
        ("a.pdf", scanned, r"pages 1 to 2 have no text"),
        ("a.pdf", lambda: b"%PDF-1.7\nnothing", "damaged or no PDF"),
        ("a.pdf", lambda: b"", "damaged or no PDF"),
        ("a.docx", lambda: to_docx("A port.")[:400], "damaged or no Word file"),
        ("a.docx", lambda: b"\0" * 900, "damaged or no Word file"),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 900, "encrypted"),
        ("a.docx", lambda: packed("word/document.xml", b" " * (201 << 20)), "unpacks to more"),
        ("a.docx", lambda: packed("word/document.xml", LAUGHS), "defines entities"),
        ("a.docx", lambda: packed("word/document.xml", NAMELESS_STYLE), "damaged or no Word file"),
        ("a.html", lambda: b"<p>" + b"<div>" * 5000 + b"deep", "nest deeper|no main text"),
        ("a.html", lambda: b"", "no HTML|no main text"),
        ("a.html", lambda: b"<script>var harbour = 1</script>", "no HTML|no main text|no word"),
    ],
)
def test_hostile_files_are_refused_with_a_reason(
    tmp_path: Path, name: str, make: object, reason: str
) -> None:
    assert callable(make)
    with pytest.raises(UnreadableFileError, match=reason):
        read_text(written(tmp_path, name, make()))


def test_a_reader_that_runs_out_of_time_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WALL_SECONDS", 0.001)
    monkeypatch.setattr(reading, "RECOGNITION_SECONDS", 0)
    with pytest.raises(UnreadableFileError, match="longer than"):
        read_text(written(tmp_path, "a.pdf", two_columns(row_by_row=False)))


@pytest.mark.parametrize("suffix", reading.SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(noise=st.binary(max_size=300), at=st.integers(0, 4000))
def test_no_bytes_crash_a_reader(suffix: str, noise: bytes, at: int) -> None:
    renderings = {**RENDERINGS, ".htm": to_html, ".xlsx": to_xlsx}
    good = renderings[suffix]("# Ports\n\nThe port was dredged.")
    at = min(at, len(good))
    for content in (noise, good[:at], good[:at] + noise + good[at + len(noise) :]):
        answer = child.answer(content, suffix)
        assert set(answer) in ({"text", "pages", "warnings"}, {"problem", "remedy"})


def test_tables_lists_and_notes_of_a_word_file_are_kept(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Ports", 0)
    document.add_heading("Costs", 1)
    document.add_paragraph("Dredging in Málaga", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for index, text in enumerate(("Port", "Cost", "Lemos", "5 million")):
        table.cell(index // 2, index % 2).text = text
    content = io.BytesIO()
    document.save(content)
    parsed = parse_file(written(tmp_path, "a.docx", content.getvalue()), "a").parsed
    assert parsed.document.title == "Ports"
    assert said(parsed) == ["Dredging in Málaga", "Port | Cost", "Lemos | 5 million"]
    assert {one.heading_path for one in parsed.sentences} == {("Costs",)}


def test_a_page_keeps_its_text_and_loses_menu_and_script(tmp_path: Path) -> None:
    source = f"# Ports\n\n{LONG * 4}\n\n## Málaga\n\n{LONG}It cost 5 million."
    text = read_text(written(tmp_path, "a.html", to_html(source))).text
    assert "It cost 5 million." in text
    assert not [word for word in ("tracked", "Shop", "newsletter") if word in text]


@pytest.mark.parametrize(
    "text",
    ["# no heading", "> no quote", "- no item", "1994. A year", "[1]: no link", "<b> is bold"],
)
def test_prose_that_looks_like_a_mark_stays_prose(text: str) -> None:
    contents = Contents((piece(PieceKind.PARAGRAPH, text),))
    assert "\\" in to_markdown(contents).text[:6]


QUESTIONS = (
    ("What homicide rate does the Global Study on Homicide give?", "20.9"),
    ("What did El Faro report about the gangs?", "MS-13"),
    ("What does CECOT cost?", "million"),
)


@pytest.mark.parametrize("suffix", RENDERINGS)
def test_a_rendering_answers_as_the_markdown_does(
    tmp_path: Path, suffix: str, embedder: SentenceTransformerEmbedder, assistant: Assistant
) -> None:
    source = CORPUS.read_text(encoding="utf-8")
    path = written(tmp_path, f"brief{suffix}", RENDERINGS[suffix](source))
    ingest([path], folder=tmp_path / "index", embedder=embedder)
    report = ingest([path], folder=tmp_path / "index", embedder=embedder)
    assert (report.unchanged, report.embedded) == (("brief",), 0)
    library = Library(tmp_path / "index", embedder)
    document = library.document("brief").document
    for question, fact in QUESTIONS:
        answer, wanted = Assistant(library, embedder).answer(question), assistant.answer(question)
        assert fact in answer.text
        assert [one.quote for one in answer.citations] == [one.quote for one in wanted.citations]
        for one in answer.citations:
            assert document.text[one.start : one.end] == one.quote
            assert one.page == page_of(document, one.start)
            assert (one.page is not None) is (suffix in (".pdf", ".pptx"))
    rebuilt = ingest([], folder=tmp_path / "index", embedder=embedder, rebuild=True)
    assert rebuilt.skipped == ()
    assert Library(tmp_path / "index", embedder).document("brief").document == document


def test_the_child_answers_on_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ingest.formats.child", ".html"],
        input=to_html(f"# Ports\n\n{LONG}"),
        capture_output=True,
        check=True,
    )
    assert b"dredged" in done.stdout
