"""A conversation as one HTML file that needs nothing else: no script, no font, no other file."""

from collections.abc import Iterator
from html import escape

from ui.export.markdown import head_lines
from ui.export.sheet import Block, Footnote, Said, Sheet

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1c1a; --paper: #fbfaf7; --accent: #175c55;
  --soft: #5b5953; --line: #dcd8ce; }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe7de; --paper: #15171a; --accent: #7cc8bd;
  --soft: #a8a59c; --line: #3a3d42; } }
@media print { :root { --ink: #000; --paper: #fff; --accent: #175c55; --soft: #444; } }
body { margin: 0 auto; max-width: 42rem; padding: 3rem 1.5rem; color: var(--ink);
  background: var(--paper); font: 1.05rem/1.6 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
h3, .head, .understood, .verdict, .note, .where, footer { font-family: system-ui, sans-serif; }
.head, .understood, .note, .where { color: var(--soft); font-size: .88rem; }
.head p { margin: .1rem 0; } .verdict { color: var(--accent); font-weight: 600; font-size: .88rem; }
sup a { color: var(--accent); text-decoration: none; padding: 0 .1em; }
mark { background: none; color: inherit; border-bottom: 2px dotted currentColor; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; font-size: .92rem; }
li { margin: .5rem 0; break-inside: avoid; } li:target { background: #f6e3a155; }
"""


def to_html(sheet: Sheet) -> str:
    """Return the file's text."""
    head = "".join(f"<p>{escape(line)}</p>" for line in head_lines(sheet))
    blocks = "".join(_block(one) for one in sheet.blocks)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(sheet.title)}</title><style>{_STYLE}</style></head><body>"
        f'<h1>{escape(sheet.title)}</h1><div class="head">{head}</div>{blocks}{_foot(sheet)}'
        "</body></html>\n"
    )


def _block(block: Block) -> str:
    return f"<section><h2>{escape(block.question)}</h2>{''.join(_parts(block))}</section>"


def _parts(block: Block) -> Iterator[str]:
    if block.understood:
        yield f'<p class="understood">Searched for: {escape(block.understood)}</p>'
    if block.verdict:
        yield f'<p class="verdict">{escape(block.verdict)}</p>'
    if block.said:
        yield f"<p>{' '.join(_statement(one) for one in block.said)}</p>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in block.notes)
    if block.nearest:
        items = "".join(f"<li>{_quoted(one)}</li>" for one in block.nearest)
        yield f"<h3>Nearest passages</h3><ul>{items}</ul>"


def _statement(said: Said) -> str:
    marks = "".join(f'<sup><a href="#note-{one}">{one}</a></sup>' for one in said.numbers)
    if not said.note:
        return escape(said.text) + marks
    return f"<mark>{escape(said.text)}</mark> <small>({escape(said.note)})</small>{marks}"


def _foot(sheet: Sheet) -> str:
    items = "".join(
        f'<li id="note-{one.number}" value="{one.number}">{_quoted(one)}</li>'
        for one in sheet.footnotes
    )
    return f"<footer><h3>Sources</h3><ol>{items}</ol></footer>" if items else ""


def _quoted(one: Footnote) -> str:
    return f'“{escape(one.quote)}” <span class="where">{escape(one.where)}</span>'
