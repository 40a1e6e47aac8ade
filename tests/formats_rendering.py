"""A Markdown file rendered as PDF, Word and HTML, for the tests that read it back."""

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
from fpdf import FPDF

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


RENDERINGS = {".pdf": to_pdf, ".docx": to_docx, ".html": to_html}
CORPUS = Path(__file__).parent.parent / "corpus" / "mano-dura.md"
