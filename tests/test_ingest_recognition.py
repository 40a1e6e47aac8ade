"""Scanned pages: recognised where Tesseract is installed, else named with what mends it."""

import io
import os
import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from formats_rendering import CORPUS, to_pdf
from fpdf import FPDF
from rapidfuzz import fuzz

from assistant.assistant import Assistant
from ingest.document import page_of
from ingest.embedding import SentenceTransformerEmbedder
from ingest.errors import UnreadableFileError
from ingest.formats import child, pdf_lines, tesseract
from ingest.ingestion import ingest
from ingest.library import Library
from ingest.parsing import ParseResult, parse_file

NO_TESSERACT = shutil.which("tesseract") is None and not os.environ.get("CI")
needs_tesseract = pytest.mark.skipif(NO_TESSERACT, reason="no Tesseract: install tesseract-ocr")

BRIEF = "".join(CORPUS.read_text(encoding="utf-8").partition("# Copying")[1:])
PAGES = 2


def scanned(text: str, *, pages: int = PAGES, dots: int = 200, keep: int = 0) -> bytes:
    """Return a text as a PDF of pictures, of which the first `keep` pages stay text."""
    source = pdfium.PdfDocument(to_pdf(text))
    made = FPDF(unit="pt")
    for number in range(min(pages, len(source))):
        width, height = source[number].get_size()
        made.add_page(format=(width, height))
        if number < keep:
            made.set_font("helvetica", size=11)
            made.multi_cell(0, 14, "The harbour of Kelm was dredged by forty workers last spring.")
            continue
        picture = io.BytesIO()
        source[number].render(scale=dots / 72).to_pil().save(picture, "PNG")
        made.image(picture, 0, 0, width, height)
    return bytes(made.output())


def parsed(content: bytes, folder: Path) -> ParseResult:
    (folder / "scan.pdf").write_bytes(content)
    return parse_file(folder / "scan.pdf", "scan")


@needs_tesseract
def test_a_scan_is_read_with_its_headings_pages_and_without_running_heads(tmp_path: Path) -> None:
    result = parsed(scanned(BRIEF, pages=3), tmp_path)
    document = result.parsed.document
    wanted = (
        "The Global Study on Homicide 2023, by the United Nations drugs and crime office (UNODC)"
    )
    assert fuzz.partial_ratio(wanted, document.text) > 97
    assert "BRIEFS OF THE REGION" not in document.text
    headings = [one.heading_path[-1] for one in result.parsed.sections]
    assert "A region at peace with wartime levels of violence" in headings
    assert "How Bukele rose" in headings
    pages = [page_of(document, one.start) for one in result.parsed.sentences]
    assert set(pages) == {1, 2, 3}
    assert any(
        "pages 1 to 3 have no text layer and came from text recognition (Tesseract, eng" in warning
        for warning in result.warnings
    )


@needs_tesseract
def test_questions_about_a_scan_are_answered_with_its_pages(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned(BRIEF))
    ingest([tmp_path / "scan.pdf"], folder=tmp_path / "index", embedder=embedder)
    library = Library(tmp_path / "index", embedder)
    answer = Assistant(library, embedder).answer("What share of Chileans worried about crime?")
    assert "62 percent" in answer.text
    assert {citation.page for citation in answer.citations} <= {1, 2}


@needs_tesseract
def test_only_pages_without_text_are_recognised(tmp_path: Path) -> None:
    result = parsed(scanned(BRIEF, keep=1), tmp_path)
    assert "The harbour of Kelm was dredged by forty workers" in result.parsed.document.text
    assert any("page 2 has no text layer and came from" in warning for warning in result.warnings)


@needs_tesseract
def test_a_picture_without_text_is_told(tmp_path: Path) -> None:
    made = FPDF()
    made.add_page()
    made.rect(20, 20, 100, 100, style="F")
    with pytest.raises(UnreadableFileError, match=r"page 1 has no text that can be recognised"):
        parsed(bytes(made.output()), tmp_path)


@needs_tesseract
def test_pages_that_the_time_does_not_suffice_for_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_lines, "RECOGNITION_SECONDS", 0)
    answer = child.answer(scanned(BRIEF, keep=1), ".pdf")
    assert answer["warnings"] == (
        "page 2 has no text layer, and recognition took too long: split the file",
    )


def test_without_tesseract_a_scan_is_refused_with_what_mends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_lines, "is_available", lambda: False)
    answer = child.answer(scanned(BRIEF), ".pdf")
    assert answer["problem"] == "pages 1 to 2 have no text layer (a scan?)"
    assert "install Tesseract" in str(answer["remedy"])
    partly = child.answer(scanned(BRIEF, keep=1), ".pdf")
    assert "page 2 has no text layer and cannot be read: install" in str(partly["warnings"])


def test_a_missing_program_is_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not tesseract.is_available()
