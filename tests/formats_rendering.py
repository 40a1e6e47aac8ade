"""A Markdown file rendered in other formats, for the tests that read it back."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
from fpdf import FPDF
from pptx import Presentation

# The one font with curly quotes that every Debian and Chromium brings.
_FOOT = "Our own edition"


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the level (0 for prose, -1 for an item) and the text of each block."""
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    for block in re.split(r"\n\s*\n", body):
        for line in block.strip().splitlines():
            mark = re.match(r"(#+) |- ", line)
            level = len(mark.group(1)) if mark and mark.group(1) else -1 if mark else 0
            if line.strip():
                yield level, line[mark.end() :] if mark else line


class _Paged(FPDF):
    """Pages with a running head and a page number."""

    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 8, "BRIEFS OF THE REGION", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 8, f"{_FOOT} | {self.page_no()}", align="C")


def to_pdf(text: str) -> bytes:
    """Return the text as a PDF of one column."""
    pdf = _Paged()
    pdf.add_page()
    for level, said in blocks(text):
        size = {0: 11, -1: 11, 1: 20, 2: 15}.get(level, 13)
        pdf.set_font("helvetica", "B" if level > 0 else "", size)
        shown = f"{chr(149)} {said}" if level < 0 else said
        shown = shown.encode("cp1252", "replace").decode("cp1252").replace(chr(8226), "-")
        pdf.multi_cell(0, size * 0.5, shown, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    return bytes(pdf.output())


def to_docx(text: str) -> bytes:
    """Return the text as a Word file."""
    document = docx.Document()
    for level, said in blocks(text):
        if level > 0:
            document.add_heading(said, level - 1)
        else:
            document.add_paragraph(said, style="List Bullet" if level < 0 else None)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def to_html(text: str) -> bytes:
    """Return the text as a page with a menu, a script and a footer."""
    body = "\n".join(
        f"<h{level}>{html.escape(said)}</h{level}>"
        if level > 0
        else f"<ul><li>{html.escape(said)}</li></ul>"
        if level < 0
        else f"<p>{html.escape(said)}</p>"
        for level, said in blocks(text)
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A brief</title>'
        "<script>var tracked = 'alert';</script></head><body><nav><a href='/'>Home</a>"
        f"<a href='/shop'>Shop</a></nav><article>{body}</article>"
        "<footer>Subscribe to our newsletter</footer></body></html>"
    ).encode()


def to_pptx(text: str) -> bytes:
    """Return the text as slides, one for each heading."""
    presentation = Presentation()
    body = None
    for level, said in blocks(text):
        if level > 0 or body is None:
            slide = presentation.slides.add_slide(presentation.slide_layouts[1])
            slide.shapes.title.text = said if level > 0 else ""
            body = slide.placeholders[1].text_frame
        if level <= 0:
            paragraph = body.paragraphs[0] if not body.text else body.add_paragraph()
            paragraph.text = said
    content = io.BytesIO()
    presentation.save(content)
    return content.getvalue()


def to_epub(text: str) -> bytes:
    """Return the text as a book with a chapter for each heading of rank 1 and 2."""
    chapters: list[list[str]] = [[]]
    for level, said in blocks(text):
        if level in (1, 2) and chapters[-1]:
            chapters.append([])
        tag = f"h{level}" if level > 0 else "li" if level < 0 else "p"
        chapters[-1].append(f"<{tag}>{html.escape(said)}</{tag}>")
    names = [f"chapter {number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="c{at}" href="text/{name.replace(" ", "%20")}" '
        'media-type="application/xhtml+xml"/>'
        for at, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(names)))
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/'
        'dc/elements/1.1/"><metadata><dc:title>A book</dc:title><dc:language>en</dc:language>'
        f"<dc:date>2024-09-01</dc:date></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>",
    }
    for name, chapter in zip(names, chapters, strict=True):
        files[f"OEBPS/text/{name}"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>x</title></head><body><section>{''.join(chapter)}</section></body></html>"
        )
    return _packed(files)


def to_odt(text: str) -> bytes:
    """Return the text as an OpenDocument text."""
    body = "".join(
        f'<text:h text:outline-level="{level}">{html.escape(said)}</text:h>'
        if level > 0
        else f"<text:list><text:list-item><text:p>{html.escape(said)}</text:p></text:list-item>"
        "</text:list>"
        if level < 0
        else f"<text:p>{html.escape(said)}</text:p>"
        for level, said in blocks(text)
    )
    return odt(body)


def odt(body: str, *, meta: str = "") -> bytes:
    """Return an OpenDocument text with this body, in its own tags."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "meta")
    )
    return _packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "meta.xml": f'<office:document-meta {names} xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<office:meta>{meta}</office:meta></office:document-meta>",
            "content.xml": f"<office:document-content {names}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        }
    )


def to_rtf(text: str) -> bytes:
    """Return the text in Rich Text Format, which marks no headings."""

    def escaped(said: str) -> str:
        plain = said.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(one if ord(one) < 128 else f"\\u{ord(one)}?" for one in plain)

    body = "".join(f"{escaped(said)}\\par\\par\n" for _, said in blocks(text))
    return ("{\\rtf1\\ansi\\ansicpg1252\n" + body + "}").encode("ascii")


def _packed(files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, said in files.items():
            packed.writestr(name, said)
    return content.getvalue()


def to_xlsx(text: str) -> bytes:
    """Return the text as a list in a spreadsheet, a row for each block."""
    workbook = openpyxl.Workbook()
    for _, said in blocks(text):
        workbook.active.append([said])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


RENDERINGS = {
    ".pdf": to_pdf,
    ".docx": to_docx,
    ".html": to_html,
    ".pptx": to_pptx,
    ".epub": to_epub,
    ".odt": to_odt,
    ".rtf": to_rtf,
}
"""Of formats for prose; a spreadsheet has none."""
CORPUS = Path(__file__).parent.parent / "corpus" / "mano-dura.md"
