"""What documents say of themselves: authors, publisher, date, kept through a rebuild."""

import io
import zipfile
from pathlib import Path

import pytest
from embedder_doubles import WordEmbedder
from formats_rendering import to_epub, to_html, to_pdf
from fpdf import FPDF
from test_ingest_books import changed

from ingest.ingestion import ingest
from ingest.library import Library
from ingest.parsing import parse_file

TEXT = "The harbour of Kelm was dredged by forty workers last spring, as the council had planned."


def about(content: bytes, suffix: str, folder: Path) -> tuple[tuple[str, ...], str | None]:
    path = folder / f"a{suffix}"
    path.write_bytes(content)
    document = parse_file(path, "a").parsed.document
    return document.authors, document.publisher


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        ("authors: [Ana Ruiz, Bo Lind]", ("Ana Ruiz", "Bo Lind")),
        ("author: Ana Ruiz", ("Ana Ruiz",)),
        ("author: Ana Ruiz; Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("authors: []", ()),
        ("authors: [[1], {a: b}]", ()),
        ("title: Ports", ()),
    ],
)
def test_front_matter_names_authors(tmp_path: Path, matter: str, authors: tuple[str, ...]) -> None:
    text = f"---\n{matter}\npublisher: Harbour Institute\n---\n\n{TEXT}\n"
    assert about(text.encode(), ".md", tmp_path) == (authors, "Harbour Institute")


def test_a_book_names_its_authors_and_publisher(tmp_path: Path) -> None:
    book = to_epub(f"# Ports\n\n{TEXT}")
    opf = (
        "<dc:title>A book</dc:title><dc:creator>Ana Ruiz</dc:creator><dc:creator>Bo Lind"
        "</dc:creator><dc:publisher>Kelm Press</dc:publisher>"
    )
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        old = packed.read("OEBPS/book.opf").decode()
    named = changed(book, book_opf=old.replace("<dc:title>A book</dc:title>", opf))
    assert about(named, ".epub", tmp_path) == (("Ana Ruiz", "Bo Lind"), "Kelm Press")


def test_a_page_names_its_author_and_site(tmp_path: Path) -> None:
    head = (
        '<meta name="author" content="Ana Ruiz"><meta property="og:site_name" '
        'content="Harbour Institute">'
    )
    content = to_html(f"# Ports\n\n{TEXT * 4}").replace(b"<script>", head.encode() + b"<script>")
    assert about(content, ".html", tmp_path) == (("Ana Ruiz",), "Harbour Institute")


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz, Bo Lind and Cy Moe", ("Ana Ruiz", "Bo Lind", "Cy Moe")),
        ("aruiz", ()),
        ("user@kelm.example", ()),
        ("PC 12", ()),
    ],
)
def test_a_pdf_names_people_and_no_accounts(
    tmp_path: Path, author: str, authors: tuple[str, ...]
) -> None:
    pdf = FPDF()
    pdf.set_author(author)
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.multi_cell(0, 6, TEXT)
    assert about(bytes(pdf.output()), ".pdf", tmp_path) == (authors, None)


def test_a_rebuild_keeps_what_a_document_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\nauthors: [Ana Ruiz]\npublisher: Kelm Press\ndate: 2023\n---\n\n{TEXT}\n")
    options = {"folder": tmp_path / "index", "embedder": WordEmbedder()}
    ingest([path], **options)
    path.unlink()
    ingest([], rebuild=True, **options)
    [entry] = Library(**options).entries
    assert (entry.authors, entry.publisher, entry.published) == (
        ("Ana Ruiz",),
        "Kelm Press",
        "2023",
    )
    assert Library(**options).document("a").document.authors == ("Ana Ruiz",)


def test_a_file_that_names_nobody_has_nobody(tmp_path: Path) -> None:
    assert about(to_pdf(f"# Ports\n\n{TEXT}"), ".pdf", tmp_path) == ((), None)
